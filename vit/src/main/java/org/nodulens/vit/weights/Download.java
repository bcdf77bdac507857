package org.nodulens.vit.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/**
 * Brings a published file here: aside, as {@code NAME.part}, from where an earlier attempt broke
 * off, and into place once its SHA-256 is the expected one.
 */
public final class Download {
  /** ViT-G's file has 4.5 GB. */
  private static final long LARGEST = 1L << 34;

  private static final int ATTEMPTS = 5;
  private static final int BUFFER_BYTES = 1 << 16;

  private final PublishedFile file;
  private final Duration stall;
  private final Duration pause;

  private Download(PublishedFile file, Duration stall, Duration pause) {
    this.file = file;
    this.stall = stall;
    this.pause = pause;
  }

  /** A download that waits a minute for the next byte before it tries anew. */
  public static Download of(PublishedFile file) {
    return new Download(file, Duration.ofMinutes(1), Duration.ofSeconds(2));
  }

  /** With other patience: for an answer and for its next byte, and between two attempts. */
  Download withPatience(Duration newStall, Duration newPause) {
    return new Download(file, newStall, newPause);
  }

  /**
   * Downloads into a folder.
   *
   * @param progress is told of bytes as they arrive
   * @return the file, whose SHA-256 is the expected one
   * @throws FormatException if the server refuses, or gives another file
   */
  public Path into(Path folder, LongConsumer progress) throws IOException {
    Path target = folder.resolve(file.fileName());
    if (Files.exists(target) && Sha256.of(target).equals(file.sha256())) {
      return target;
    }
    Files.createDirectories(folder);
    Path part = folder.resolve(file.fileName() + ".part");
    boolean resumed = Files.exists(part);
    transferInAttempts(part, progress);
    String digest = Sha256.of(part);
    if (resumed && !digest.equals(file.sha256())) {
      Files.delete(part); // what lay there may have been of another file: once more, from the start
      transferInAttempts(part, progress);
      digest = Sha256.of(part);
    }
    if (!digest.equals(file.sha256())) {
      long bytes = Files.size(part);
      Files.delete(part);
      throw new FormatException(
          file.url()
              + " gave "
              + bytes
              + " bytes of SHA-256 "
              + digest
              + ", expected is "
              + file.sha256()
              + "; nothing was kept");
    }
    return Files.move(
        part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void transferInAttempts(Path part, LongConsumer progress) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        transfer(part, progress);
        return;
      } catch (RefusedDownloadException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new FormatException(
              file.url() + " could not be had in " + ATTEMPTS + " attempts: " + e.getMessage(), e);
        }
        rest(attempt);
      }
    }
  }

  private void rest(int attempt) throws IOException {
    try {
      Thread.sleep(pause.multipliedBy(attempt).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the download was interrupted");
    }
  }

  private void transfer(Path part, LongConsumer progress) throws IOException {
    long there = Files.exists(part) ? Files.size(part) : 0;
    HttpURLConnection connection = new DownloadRequest(file.url(), stall).from(there);
    try {
      boolean goesOn = DownloadRequest.isPartial(connection, there);
      long at = goesOn ? there : 0;
      long length = connection.getContentLengthLong();
      if (length > LARGEST - at) {
        throw new RefusedDownloadException(file.url() + " has more than " + LARGEST + " bytes");
      }
      try (InputStream in = connection.getInputStream();
          OutputStream out =
              Files.newOutputStream(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        long arrived = copy(in, out, LARGEST - at, progress);
        if (length >= 0 && arrived != length) {
          throw new IOException("broken off after " + (at + arrived) + " bytes");
        }
      }
    } finally {
      connection.disconnect();
    }
  }

  private long copy(InputStream in, OutputStream out, long most, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long arrived = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      arrived += count;
      if (arrived > most) {
        throw new RefusedDownloadException(file.url() + " has more than " + LARGEST + " bytes");
      }
      out.write(buffer, 0, count);
      progress.accept(count);
    }
    return arrived;
  }
}
