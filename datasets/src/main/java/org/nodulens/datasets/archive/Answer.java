package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** An answer whose status is a success; its body is still under way. */
final class Answer implements AutoCloseable {
  private static final int NO_CONTENT = 204;
  private static final int PARTIAL = 206;

  private final HttpResponse<InputStream> response;

  Answer(HttpResponse<InputStream> response) {
    this.response = response;
  }

  boolean isEmpty() {
    return response.statusCode() == NO_CONTENT;
  }

  /** Whether it goes on where an earlier one broke off: at this very byte. */
  boolean continuesAt(long offset) {
    return response.statusCode() == PARTIAL
        && headers()
            .firstValue("Content-Range")
            .filter(range -> range.startsWith("bytes " + offset + "-"))
            .isPresent();
  }

  boolean isPartial() {
    return response.statusCode() == PARTIAL;
  }

  OptionalLong length() {
    try {
      return headers().firstValueAsLong("Content-Length");
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** What tells this version of the thing from any other, byte for byte, where it can go on. */
  Optional<String> continuableTag() {
    boolean ranges = headers().firstValue("Accept-Ranges").orElse("").equals("bytes");
    return headers()
        .firstValue("ETag")
        .filter(tag -> (ranges || isPartial()) && tag.startsWith("\""));
  }

  /** Refuses a page where data is expected: a login, an error, a proxy's greeting. */
  void requireType(String expected, String... refused) throws ArchiveFault {
    String type = headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    for (String prefix : refused) {
      if (type.startsWith(prefix)) {
        throw ArchiveFault.content(
            "wrong-content-type", "expected " + expected + ", the archive sent " + shortened(type));
      }
    }
    String encoding = headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw ArchiveFault.content(
          "wrong-content-type", "the archive sent an encoding that was not asked for");
    }
  }

  private static String shortened(String type) {
    String word = type.replaceAll("[;\\s].*", "");
    return word.substring(0, Math.min(word.length(), 60));
  }

  InputStream body() {
    return response.body();
  }

  private HttpHeaders headers() {
    return response.headers();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
