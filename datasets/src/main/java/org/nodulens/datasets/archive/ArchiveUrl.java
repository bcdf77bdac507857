package org.nodulens.datasets.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Where an archive answers: the part of the address before the name of a query. */
public final class ArchiveUrl {
  /** The Cancer Imaging Archive; no account is needed. */
  public static final String TCIA =
      "https://services.cancerimagingarchive.net/nbia-api/services/v4";

  private final URI base;

  private ArchiveUrl(URI base) {
    this.base = base;
  }

  /**
   * An address.
   *
   * @param text https, or http for a server of one's own
   * @throws IllegalArgumentException if it is none
   */
  public static ArchiveUrl of(String text) {
    URI uri;
    try {
      uri = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text + " is no address: " + e.getReason());
    }
    boolean plain =
        uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    if (!isHttp(uri) || uri.getHost() == null || !plain) {
      throw new IllegalArgumentException("expected an address such as " + TCIA + ", got " + text);
    }
    return new ArchiveUrl(uri);
  }

  /** A query with its parameters. */
  URI query(String name, Map<String, String> parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((key, value) -> query.add(encoded(key) + "=" + encoded(value)));
    return URI.create(base + "/" + name + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Where an answer leads to: to https anywhere, and from http to the same server. Nobody is led
   * from https to http, or from one's own server to another.
   */
  static URI redirected(URI from, String location) throws ArchiveFault {
    if (location.isEmpty()) {
      throw ArchiveFault.lasting("redirect", host(from) + " leads nowhere");
    }
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw ArchiveFault.lasting("redirect", host(from) + " leads to what is no address");
    }
    boolean https = "https".equalsIgnoreCase(to.getScheme()) && to.getHost() != null;
    boolean sameServer =
        isHttp(to)
            && from.getScheme().equalsIgnoreCase(to.getScheme())
            && from.getHost().equalsIgnoreCase(to.getHost())
            && from.getPort() == to.getPort();
    if (!https && !sameServer) {
      throw ArchiveFault.lasting(
          "redirect",
          host(from)
              + " leads to "
              + to.getScheme()
              + "://"
              + host(to)
              + ", which is not followed");
    }
    return to;
  }

  private static boolean isHttp(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "nowhere" : uri.getHost();
  }

  /** Of the archive. */
  String host() {
    return base.getHost();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
