package org.nodulens.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.volumeio.FolderTree;

/**
 * The folder beside an output where a run writes: {@code files/} is what will be moved into place,
 * {@code run.json} says whose it is, {@code run.lock} is held while the run lives, and {@code
 * replaced/} is the old output for the moment between the two moves of an overwriting run.
 */
final class PartialFolder {
  static final String FILES = "files";

  private static final String RUN = "run.json";
  private static final String LOCK = "run.lock";
  private static final Set<String> BOOKKEEPING = Set.of(RUN, RUN + ".tmp", LOCK);

  private final Path folder;
  private final FileChannel lock;

  private PartialFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Where the run of an output writes. */
  static Path beside(Path target) {
    return target.resolveSibling(target.getFileName() + ".partial");
  }

  /** Takes the folder beside the output for this process, creating it where there is none. */
  static PartialFolder claim(Path target) throws IOException {
    Path folder = beside(target);
    while (true) {
      create(folder);
      FileChannel lock = lock(folder.resolve(LOCK), target);
      if (Files.exists(folder.resolve(LOCK))) {
        return new PartialFolder(folder, lock);
      }
      lock.close(); // its last holder finished and took the folder away: once more
    }
  }

  private static void create(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw foreign(folder);
    }
    Set<String> names = FolderTree.names(folder);
    if (!names.contains(RUN) && !BOOKKEEPING.containsAll(names)) {
      throw foreign(folder);
    }
  }

  private static FileChannel lock(Path file, Path target) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new UsageException("another nodulens is writing --out " + target + " at this moment");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static UsageException foreign(Path folder) {
    return new UsageException(folder + " was not made by nodulens; move it away");
  }

  Path path() {
    return folder;
  }

  Path files() {
    return folder.resolve(FILES);
  }

  Path replaced() {
    return folder.resolve("replaced");
  }

  Optional<RunRecord> run() throws IOException {
    return RunRecord.read(folder.resolve(RUN));
  }

  void write(RunRecord run) throws IOException {
    run.write(folder.resolve(RUN));
  }

  /** Gives the folder up as it is. */
  void release() throws IOException {
    lock.close();
  }

  /** Gives the folder up and removes it. */
  void remove() throws IOException {
    lock.close();
    FolderTree.delete(folder);
  }
}
