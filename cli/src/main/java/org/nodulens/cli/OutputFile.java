package org.nodulens.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.volumeio.FileOutput;

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
    replaceTogether(Map.of(file, content));
  }

  /**
   * Replaces files that belong together; where writing fails, the old ones stay as they were.
   *
   * @param files in order, the one that describes the others last: it is missing, for a moment,
   *     rather than that it describes what is not its own
   */
  static void replaceTogether(Map<Path, Content> files) throws IOException {
    Map<Path, Path> asideOf = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, Content> file : files.entrySet()) {
        Path target = target(file.getKey());
        Path aside = Files.createTempFile(target.getParent(), target.getFileName() + ".", ASIDE);
        asideOf.put(target, aside);
        write(aside, file.getValue());
      }
      if (asideOf.size() > 1) {
        Files.deleteIfExists(List.copyOf(asideOf.keySet()).get(asideOf.size() - 1));
      }
      for (Map.Entry<Path, Path> moved : asideOf.entrySet()) {
        Files.move(
            moved.getValue(),
            moved.getKey(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path aside : asideOf.values()) {
        Files.deleteIfExists(aside);
      }
    }
  }

  private static Path target(Path file) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new UsageException("--out " + file + " is a folder, expected a file");
    }
    Files.createDirectories(folder);
    return target;
  }

  private static void write(Path aside, Content content) throws IOException {
    Files.delete(aside); // created anew below, with the permissions of an ordinary file
    try (OutputStream out = new BufferedOutputStream(FileOutput.stream(aside))) {
      content.writeTo(out);
    }
  }
}
