package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Asks a web server; one attempt a call. */
final class HttpSource {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> SUCCESSES = Set.of(200, 204, 206);
  private static final int MOST_REDIRECTS = 5;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

  private final HttpClient client;
  private final Duration stall;

  HttpSource(Duration stall) {
    this.stall = stall;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(stall)
            .build();
  }

  /**
   * An answer, redirects followed; the caller closes it.
   *
   * @throws ArchiveFault where it is none, or no success
   */
  Answer get(URI uri, Map<String, String> headers) throws IOException {
    URI at = uri;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpResponse<InputStream> response = send(at, headers);
      if (SUCCESSES.contains(response.statusCode())) {
        return new Answer(response);
      }
      response.body().close();
      if (!REDIRECTS.contains(response.statusCode())) {
        throw refusal(response.statusCode(), response.headers());
      }
      at = ArchiveUrl.redirected(at, response.headers().firstValue("Location").orElse(""));
    }
    throw ArchiveFault.lasting("redirect", "more than " + MOST_REDIRECTS + " redirects");
  }

  private HttpResponse<InputStream> send(URI uri, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(stall);
    request.header("User-Agent", "nodulens");
    headers.forEach(request::header);
    try {
      return client.send(request.build(), info -> new TimedBody(stall, System::nanoTime));
    } catch (HttpTimeoutException e) {
      throw ArchiveFault.passing(
          "timed-out", uri.getHost() + " did not answer for " + stall.toMillis() + " ms");
    } catch (ConnectException e) {
      throw ArchiveFault.passing("unreachable", uri.getHost() + " cannot be reached");
    } catch (SSLHandshakeException e) {
      throw ArchiveFault.lasting(
          "unreachable", uri.getHost() + " cannot be trusted: " + e.getMessage());
    } catch (IOException e) {
      throw ArchiveFault.passing("broken-off", uri.getHost() + " broke off before it answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the fetch was interrupted");
    }
  }

  private static ArchiveFault refusal(int status, HttpHeaders headers) {
    String message = "the archive answers " + status;
    if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
      return ArchiveFault.passing("too-many-requests", message).withRetryAfter(wait(headers));
    }
    if (status >= 500 && status != 501 && status != 505) {
      return ArchiveFault.passing("server-error", message).withRetryAfter(wait(headers));
    }
    return ArchiveFault.lasting(status == 404 || status == 410 ? "not-found" : "refused", message);
  }

  /** Retry-After: seconds, or a date, which counts from the answer's own (RFC 9110, 10.2.3). */
  private static @Nullable Duration wait(HttpHeaders headers) {
    String asked = headers.firstValue("Retry-After").orElse("").strip();
    if (asked.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked));
    }
    Optional<ZonedDateTime> until = date(asked);
    Optional<ZonedDateTime> now = date(headers.firstValue("Date").orElse(""));
    if (until.isEmpty() || now.isEmpty() || until.get().isBefore(now.get())) {
      return null;
    }
    return Duration.between(now.get(), until.get());
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
