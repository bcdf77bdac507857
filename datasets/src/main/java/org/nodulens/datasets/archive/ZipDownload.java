package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings one zip archive to a file, never all of it in memory. What broke off goes on at the byte
 * where it did if the server can and it is still the same archive; else it starts over.
 */
final class ZipDownload {
  /** Of a zip without a known size; no CT series comes near. */
  private static final long MOST_BYTES = 64L << 30;

  /** Names of entries, hashes, a licence. */
  private static final long BESIDE_THE_IMAGES = 64L << 20;

  private final HttpSource http;
  private final Path file;
  private final long mostBytes;
  private Optional<String> tag = Optional.empty();

  /**
   * A download that is yet to begin.
   *
   * @param imageBytes of the unpacked images; a zip of them is hardly longer
   */
  ZipDownload(HttpSource http, Path file, OptionalLong imageBytes) {
    this.http = http;
    this.file = file;
    this.mostBytes =
        imageBytes.isPresent()
            ? Math.min(MOST_BYTES, imageBytes.getAsLong() + BESIDE_THE_IMAGES)
            : MOST_BYTES;
  }

  /**
   * One attempt.
   *
   * @throws ArchiveFault where it failed; the next attempt may go on
   * @throws IOException where the file cannot be written, on a full disk say
   */
  void fetch(URI uri) throws IOException {
    long have = tag.isPresent() && Files.exists(file) ? Files.size(file) : 0;
    Map<String, String> headers =
        have > 0 ? Map.of("Range", "bytes=" + have + "-", "If-Range", tag.orElseThrow()) : Map.of();
    try (Answer answer = get(uri, headers)) {
      answer.requireType("a zip archive", "text/", "application/json", "application/xml");
      boolean goesOn = have > 0 && answer.continuesAt(have);
      if (answer.isPartial() && !goesOn) {
        startOver();
        throw ArchiveFault.passing("broken-off", "the archive sent another part than was asked");
      }
      if (answer.isEmpty()) {
        throw ArchiveFault.content("no-images", "the archive has no images of the series");
      }
      tag = answer.continuableTag();
      long before = goesOn ? have : 0;
      requireLength(before + answer.length().orElse(0));
      copy(answer, goesOn, before);
    }
    startOver();
  }

  /** A server that can go on says 416 where there is nothing left or the range makes no sense. */
  private Answer get(URI uri, Map<String, String> headers) throws IOException {
    try {
      return http.get(uri, headers);
    } catch (ArchiveFault fault) {
      if (!headers.isEmpty() && fault.kind() == ArchiveFault.Kind.FINAL) {
        startOver();
        throw ArchiveFault.passing("broken-off", "the archive does not go on: " + fault.reason());
      }
      throw fault;
    }
  }

  /** The next attempt begins at the first byte. */
  private void startOver() {
    tag = Optional.empty();
  }

  private void copy(Answer answer, boolean goesOn, long before) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long received = before;
    try (OutputStream out =
        goesOn
            ? Files.newOutputStream(file, StandardOpenOption.APPEND)
            : Files.newOutputStream(file)) {
      for (int count = answer.body().read(buffer); count >= 0; count = answer.body().read(buffer)) {
        received += count;
        requireLength(received);
        out.write(buffer, 0, count);
      }
    }
  }

  private void requireLength(long length) throws ArchiveFault {
    if (length > mostBytes) {
      throw ArchiveFault.lasting(
          "too-long", "the archive sends more than " + mostBytes + " bytes for the series");
    }
  }
}
