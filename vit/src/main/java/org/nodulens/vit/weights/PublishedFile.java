package org.nodulens.vit.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file on a publisher's server, with the SHA-256 that it must have.
 *
 * @param sha256 lower-case hex
 */
public record PublishedFile(URI url, String sha256) {
  private static final Map<String, PublishedFile> KNOWN = known();

  /** Refuses what may change on its way: plain http is for a server on this very machine. */
  public PublishedFile {
    if (!isSafe(url)) {
      throw new IllegalArgumentException("expected an https address, got " + url);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, got " + sha256);
    }
  }

  /** Files that are known by name. */
  public static Map<String, PublishedFile> byName() {
    return KNOWN;
  }

  /**
   * A file by its name, or by its address and SHA-256.
   *
   * @param nameOrUrl one of {@link #byName}, or an address
   * @param sha256 needed with an address; with a name it must be the known one
   * @throws IllegalArgumentException if that leads to no file whose content is known
   */
  public static PublishedFile of(String nameOrUrl, @Nullable String sha256) {
    String digest = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
    PublishedFile known = KNOWN.get(nameOrUrl);
    if (known != null) {
      if (digest != null && !digest.equals(known.sha256())) {
        throw new IllegalArgumentException(
            nameOrUrl + " has SHA-256 " + known.sha256() + ", not " + digest);
      }
      return known;
    }
    if (!nameOrUrl.contains("://")) {
      throw new IllegalArgumentException(
          nameOrUrl + " is not known; known are " + String.join(", ", KNOWN.keySet()));
    }
    if (digest == null) {
      throw new IllegalArgumentException("an address needs the SHA-256 that its file must have");
    }
    return new PublishedFile(address(nameOrUrl), digest);
  }

  /**
   * The same file on another server.
   *
   * @param base what stands there instead of the publisher's scheme and host
   */
  public PublishedFile mirroredAt(String base) {
    return new PublishedFile(address(base.replaceAll("/+$", "") + url.getRawPath()), sha256);
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text + " is no address: " + e.getReason(), e);
    }
  }

  /** Whether an address may be asked: https, or this very machine. */
  static boolean isSafe(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getUserInfo() != null) {
      return false;
    }
    boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    return "https".equalsIgnoreCase(uri.getScheme())
        || (here && "http".equalsIgnoreCase(uri.getScheme()));
  }

  /** The last part of its address, where that may name a file. */
  public String fileName() {
    String path = Objects.requireNonNullElse(url.getPath(), "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}") ? last : "weights";
  }

  private static Map<String, PublishedFile> known() {
    Map<String, PublishedFile> files = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(PublishedFile.class.getResourceAsStream("published.csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", 3))
          .forEach(row -> files.put(row[0], new PublishedFile(URI.create(row[2]), row[1])));
    } catch (IOException e) {
      throw new UncheckedIOException("published.csv cannot be read", e);
    }
    return Collections.unmodifiableMap(files);
  }
}
