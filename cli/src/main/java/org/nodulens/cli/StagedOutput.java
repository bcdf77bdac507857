package org.nodulens.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.volumeio.Sha256;

/**
 * An output on a cluster's file system, where no file can be added to. It is written on a disk of
 * this machine and copied in the end: a mark first, then what is large, then the .json files that
 * say what the folder is, and at last the mark goes. A copy that was cut short bears the mark, and
 * the same command copies again.
 *
 * @param out where the folder will stand in the end
 */
record StagedOutput(Path out) {
  /** The system property that names the folder for staged outputs. */
  static final String STAGING = "nodulens.staging";

  private static final String MARK = "_copying";

  /** Empty for a folder of this machine. */
  static Optional<StagedOutput> of(Path out) {
    return out.getFileSystem().equals(FileSystems.getDefault())
        ? Optional.empty()
        : Optional.of(new StagedOutput(out.toAbsolutePath().normalize()));
  }

  /**
   * Where the folder would stand on this machine: the same for each run that writes this output.
   */
  Path local() throws IOException {
    if (out.getFileName() == null) {
      throw new UsageException("--out " + out + " is the root of a file system");
    }
    String hash = Sha256.of(out.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    return staging().resolve(out.getFileName() + "-" + hash);
  }

  /** A folder of the user's alone: crops are patients' data. */
  private static Path staging() throws IOException {
    String named = System.getProperty(STAGING);
    if (named != null) {
      return Files.createDirectories(Path.of(named).toAbsolutePath().normalize());
    }
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "nodulens-" + System.getProperty("user.name"))
            .toAbsolutePath()
            .normalize();
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  /** A sibling of the output, for what processes hand over. */
  Path scratch() {
    return out.resolveSibling(out.getFileName() + ".work");
  }

  /** Refuses a folder that holds something, other than a copy of ours that was cut short. */
  void requireFree(boolean overwrite) throws IOException {
    boolean cutShort = Files.exists(out.resolve(MARK));
    if (!overwrite && !cutShort && !FolderTree.isEmpty(out)) {
      throw new UsageException(
          "--out " + out + " is not empty; name another folder, or replace it with --overwrite");
    }
  }

  /**
   * Replaces what stands there by a folder's files. Whenever this ends early, no .json file at the
   * top says that the folder is whole.
   */
  void publish(Path files) throws IOException {
    Path mark = out.resolve(MARK);
    Files.createDirectories(out);
    Files.write(mark, new byte[] {'\n'});
    clear(mark);
    for (Path file : inOrder(files)) {
      Path target = out.resolve(files.relativize(file).toString());
      Files.createDirectories(target.getParent());
      if (describes(files, file)) {
        // Some storages show a file before all of it is there.
        Path aside = target.resolveSibling(MARK + "." + target.getFileName());
        Files.copy(file, aside);
        Files.move(aside, target);
      } else {
        Files.copy(file, target);
      }
    }
    Files.delete(mark);
  }

  /** Removes all but the mark, what describes the rest first. */
  private void clear(Path mark) throws IOException {
    List<Path> old;
    try (Stream<Path> entries = Files.list(out)) {
      old =
          entries
              .filter(entry -> !entry.equals(mark))
              .sorted(Comparator.comparing((Path entry) -> !describes(out, entry)))
              .toList();
    }
    for (Path entry : old) {
      FolderTree.delete(entry);
    }
  }

  /** Files at the top that describe the others come last. */
  private static List<Path> inOrder(Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      return all.filter(Files::isRegularFile)
          .sorted(
              Comparator.comparing((Path file) -> describes(files, file))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static boolean describes(Path files, Path file) {
    return files.equals(file.getParent()) && file.toString().endsWith(".json");
  }
}
