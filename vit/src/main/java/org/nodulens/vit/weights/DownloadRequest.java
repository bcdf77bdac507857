package org.nodulens.vit.weights;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Asks for a file, or for the rest of it. */
final class DownloadRequest {
  private static final int MOST_REDIRECTS = 5;
  private static final int PARTIAL = 206;
  private static final int NOT_IN_RANGE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final URI url;
  private final Duration stall;

  DownloadRequest(URI url, Duration stall) {
    this.url = url;
    this.stall = stall;
  }

  /**
   * An answer with a body, redirects followed.
   *
   * @param there how many bytes are there already
   * @throws RefusedDownloadException if asking again is of no use
   */
  HttpURLConnection from(long there) throws IOException {
    URI at = url;
    long from = there;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpURLConnection connection = request(at, from);
      int status = connection.getResponseCode();
      if (status == 200 || (status == PARTIAL && from > 0)) {
        return connection;
      }
      String location = connection.getHeaderField("Location");
      connection.disconnect();
      if (status == NOT_IN_RANGE && from > 0) {
        from = 0;
      } else if (REDIRECTS.contains(status) && location != null) {
        at = redirected(at, location);
      } else if (status >= 500 || status == 429) {
        throw new IOException(at.getHost() + " answers " + status);
      } else {
        throw new RefusedDownloadException(at + ": the server answers " + status);
      }
    }
    throw new RefusedDownloadException(url + " leads on more than " + MOST_REDIRECTS + " times");
  }

  private HttpURLConnection request(URI at, long from) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(stall.toMillis()));
    connection.setReadTimeout(Math.toIntExact(stall.toMillis()));
    connection.setRequestProperty("User-Agent", "nodulens");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  /** To https anywhere; from this machine to itself. */
  private static URI redirected(URI from, String location) throws RefusedDownloadException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new RefusedDownloadException(from + " leads to what is no address");
    }
    boolean toHttps = "https".equalsIgnoreCase(to.getScheme());
    boolean fromHttp = "http".equalsIgnoreCase(from.getScheme());
    if (!PublishedFile.isSafe(to) || !(toHttps || fromHttp)) {
      throw new RefusedDownloadException(from + " leads to " + to + ", which is not followed");
    }
    return to;
  }

  /**
   * Whether an answer goes on where the file here ends, and not from the start.
   *
   * @throws IOException if it begins elsewhere
   */
  static boolean isPartial(HttpURLConnection connection, long there) throws IOException {
    if (connection.getResponseCode() != PARTIAL) {
      return false;
    }
    String range = connection.getHeaderField("Content-Range");
    if (range == null || !range.startsWith("bytes " + there + "-")) {
      throw new IOException("an answer from another place than " + there);
    }
    return true;
  }
}
