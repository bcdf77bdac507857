package org.nodulens.datasets.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a PACS listens, written {@code AE@host:port}; an IPv6 address stands in brackets. */
public record PacsAddress(AeTitle title, String host, int port) {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<title>.+)@(?<host>\\[[0-9A-Fa-f:.%]+\\]|[^@:\\[\\]\\s]+):(?<port>\\d{1,5})");

  private static final int LAST_PORT = 65535;

  public PacsAddress {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a PACS needs a host");
    }
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("a port is 1 to " + LAST_PORT + ", got " + port);
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static PacsAddress parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected AE@host:port, got \"" + text + "\"");
    }
    return new PacsAddress(
        new AeTitle(parts.group("title")),
        parts.group("host"),
        Integer.parseInt(parts.group("port")));
  }

  @Override
  public String toString() {
    return title + "@" + host + ":" + port;
  }
}
