package org.nodulens.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which file of {@code --out} could not be written, as the user will know it: the folder in
 * which it was written is gone by then. A fault that names no file, as a full disk's does where a
 * library wrote, is at least said to be of this output.
 *
 * @param out as it was given
 */
record DiskFault(Path out) {
  private static final List<String> UNNAMED =
      List.of(
          "No space left on device",
          "File too large",
          "Disk quota exceeded",
          "There is not enough space on the disk");

  /** What the system calls a disk that takes no more, where the message says so. */
  static Optional<String> in(@Nullable String message) {
    return message == null
        ? Optional.empty()
        : UNNAMED.stream().filter(message::contains).findFirst();
  }

  String line(Throwable e) {
    String line = ErrorLine.of(e);
    Optional<Path> file = ErrorLine.file(e);
    if (file.isEmpty()) {
      return in(line).isPresent() ? line + writing() : line;
    }
    Path target = out.toAbsolutePath().normalize();
    Path aside = PartialFolder.beside(target);
    Path files = aside.resolve(PartialFolder.FILES);
    if (file.get().startsWith(files)) {
      return files.relativize(file.get())
          + line.substring(file.get().toString().length())
          + writing();
    }
    boolean ours = file.get().toString().startsWith(target + ".");
    return ours && in(line).isPresent() ? line + writing() : line;
  }

  private String writing() {
    return " (writing --out " + out + ")";
  }
}
