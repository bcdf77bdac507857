package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.work.Values;

/**
 * Results that wait for their turn, a file a piece. A result appears at once and whole, by a
 * rename; of two results of a piece, which are the same bytes, either stays.
 */
final class Parts {
  private final Path folder;

  Parts(Path folder) {
    this.folder = folder;
  }

  static Parts beside(Path planFile) {
    return new Parts(Objects.requireNonNull(planFile.getParent(), "a plan lies in a folder"));
  }

  Path folder() {
    return folder;
  }

  boolean holds(int piece) {
    return Files.exists(file(piece, "part"));
  }

  void commit(int piece, Object result) throws IOException {
    Path aside = file(piece, UUID.randomUUID() + ".aside");
    try {
      Files.write(aside, Values.write(new Part(result)));
      Files.move(aside, file(piece, "part"), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Another try was first: its bytes are these.
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  Object read(int piece) throws IOException {
    byte[] bytes = Files.readAllBytes(file(piece, "part"));
    return ((Part) Values.read(bytes, SharedPaths::of)).result();
  }

  void remove(int piece) throws IOException {
    Files.deleteIfExists(file(piece, "part"));
  }

  /** A result in a file: whatever it is, it is one of ours. */
  private record Part(Object result) {}

  /** Notes that a piece is tried; false if a process tries it already, or died of it. */
  boolean beginTry(int piece) throws IOException {
    try {
      Files.createFile(file(piece, "tried"));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** The process has survived. */
  void endTry(int piece) throws IOException {
    Files.deleteIfExists(file(piece, "tried"));
  }

  private Path file(int piece, String ending) {
    return folder.resolve(String.format(Locale.ROOT, "%08d.%s", piece, ending));
  }
}
