package org.nodulens.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A single {@code --out} file: written beside its place, then moved there in one step. */
final class OutputFile {
  /** How the name ends of a file that is still being written. */
  static final String ASIDE = ".partial";

  /** Writes the bytes of the file. */
  @FunctionalInterface
  interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private OutputFile() {}

  /** Replaces the file by the content; where writing fails, the old file stays as it was. */
  static void replace(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new UsageException("--out " + file + " is a folder, expected a file");
    }
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, target.getFileName() + ".", ASIDE);
    try {
      Files.delete(aside); // created anew below, with the permissions of an ordinary file
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
        content.writeTo(out);
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
