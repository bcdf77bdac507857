package org.nodulens.volumeio;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes files so that a fault names its file: a full disk's own words are "No space left on
 * device" and no more.
 */
public final class FileOutput {
  private FileOutput() {}

  /** Replaces the file; not buffered. Faults are {@link WriteException}s. */
  public static OutputStream stream(Path file) throws IOException {
    return naming(file, Files.newOutputStream(file));
  }

  /** Replaces the file by these bytes. */
  public static void bytes(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = stream(file)) {
      out.write(bytes);
    }
  }

  /** Replaces the file by this text in UTF-8. */
  public static void text(Path file, String text) throws IOException {
    bytes(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same stream, whose faults name the file that it writes. */
  static OutputStream naming(Path file, OutputStream out) {
    return new Naming(file, out);
  }

  private static final class Naming extends FilterOutputStream {
    private final Path file;

    Naming(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      try {
        out.write(value);
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw named(e);
      }
    }

    private IOException named(IOException fault) {
      return fault instanceof FileSystemException ? fault : new WriteException(file, fault);
    }
  }
}
