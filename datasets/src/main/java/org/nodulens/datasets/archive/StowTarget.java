package org.nodulens.datasets.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a PACS takes instances over the web (STOW-RS, PS3.18 10.5), and how to sign in there. Its
 * text never holds the password.
 */
public final class StowTarget {
  private final URI studies;
  private final Optional<String> authorization;

  private StowTarget(URI studies, Optional<String> authorization) {
    this.studies = studies;
    this.authorization = authorization;
  }

  /**
   * A service.
   *
   * @param text its base address, such as {@code http://localhost:8042/dicom-web}; with or without
   *     {@code /studies} behind it
   * @throws IllegalArgumentException if it is no http address, or has a password in it
   */
  public static StowTarget of(String text) {
    URI uri;
    try {
      uri = new URI(text.replaceAll("/+$", "").replaceAll("/studies$", "") + "/studies");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("expected an http address, not what makes no address");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address must not hold a user or password: others see it on the command line");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "expected an address such as http://localhost:8042/dicom-web, got " + text);
    }
    return new StowTarget(uri, Optional.empty());
  }

  /**
   * The same with credentials, which are sent with every request.
   *
   * @param secret {@code user:password}, or {@code Bearer} and a token
   * @throws IllegalArgumentException if it is neither; the message does not say what it was
   */
  public StowTarget signedIn(String secret) {
    String text = secret.strip();
    if (text.matches("Bearer [!-~]+")) {
      return new StowTarget(studies, Optional.of(text));
    }
    if (text.indexOf(':') < 1 || text.matches("(?s).*\\R.*")) {
      throw new IllegalArgumentException("expected one line, user:password or Bearer TOKEN");
    }
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new StowTarget(studies, Optional.of("Basic " + encoded));
  }

  URI studies() {
    return studies;
  }

  /** The header's value. */
  Optional<String> authorization() {
    return authorization;
  }

  /** The address, without credentials. */
  @Override
  public String toString() {
    return studies.toString();
  }
}
