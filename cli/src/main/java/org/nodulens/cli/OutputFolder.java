package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nodulens.volumeio.FolderTree;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A folder that a command writes: aside in a sibling {@code NAME.partial}, moved into place by
 * {@link #commit}. A killed run leaves the sibling behind, and the same command goes on from it. Of
 * a folder on a cluster's file system the sibling is on this machine: see {@link StagedOutput}.
 */
final class OutputFolder implements AutoCloseable {
  /** What becomes of this command's own unfinished run. */
  enum Unfinished {
    /**
     * It goes on from what {@link OutputFolder#path} holds. A file there may be cut short unless it
     * was written by {@link OutputFile#replace} or moved into place in another way.
     */
    GOES_ON,
    /** It starts over from an empty folder, and a failed run leaves nothing. */
    STARTS_OVER
  }

  private final Path target;
  private final Optional<StagedOutput> staged;
  private final PartialFolder partial;
  private final Unfinished unfinished;
  private final boolean overwrite;
  private boolean open = true;

  private OutputFolder(
      Path out, Path target, PartialFolder partial, Unfinished unfinished, boolean overwrite) {
    this.target = target;
    this.staged = StagedOutput.of(out);
    this.partial = partial;
    this.unfinished = unfinished;
    this.overwrite = overwrite;
  }

  /** Claims the folder for a command with the options it was given. */
  static OutputFolder open(CommandSpec command, Path out, Unfinished unfinished, boolean overwrite)
      throws IOException {
    return open(command, out, unfinished, overwrite, UnaryOperator.identity());
  }

  /** The same, with another record of the run than the options themselves. */
  static OutputFolder open(
      CommandSpec command,
      Path out,
      Unfinished unfinished,
      boolean overwrite,
      UnaryOperator<RunRecord> record)
      throws IOException {
    if (overwrite) {
      OverwriteGuard.check(out, RunRecord.inputs(command));
    }
    return open(out, record.apply(RunRecord.of(command, out)), unfinished, overwrite);
  }

  /**
   * Claims the folder for this run.
   *
   * @throws UsageException if the output is not empty and {@code overwrite} is false, if another
   *     run's unfinished folder is in the way, or if another process is writing it
   */
  private static OutputFolder open(
      Path out, RunRecord run, Unfinished unfinished, boolean overwrite) throws IOException {
    Optional<StagedOutput> staged = StagedOutput.of(out);
    Path target = staged.isPresent() ? staged.get().local() : resolved(out);
    requireFree(target, overwrite);
    PartialFolder partial = PartialFolder.claim(target);
    var folder = new OutputFolder(out, target, partial, unfinished, overwrite);
    try {
      folder.begin(run);
      return folder;
    } catch (IOException | RuntimeException e) {
      if (partial.run().isPresent()) {
        partial.release();
      } else {
        partial.remove();
      }
      throw e;
    }
  }

  private static Path resolved(Path out) throws IOException {
    Path target = out.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      target = target.toRealPath();
      if (!Files.isDirectory(target)) {
        throw new UsageException("--out " + out + " is a file, expected a folder");
      }
    }
    if (target.getParent() == null) {
      throw new UsageException("--out " + out + " is the root of the file system");
    }
    return target;
  }

  private static void requireFree(Path target, boolean overwrite) throws IOException {
    if (!overwrite && !FolderTree.isEmpty(target)) {
      throw new UsageException(
          "--out " + target + " is not empty; name another folder, or replace it with --overwrite");
    }
  }

  private void requireFree() throws IOException {
    requireFree(target, overwrite);
    if (staged.isPresent()) {
      staged.get().requireFree(overwrite);
    }
  }

  private void begin(RunRecord run) throws IOException {
    Optional<RunRecord> earlier = partial.run();
    boolean own = earlier.isEmpty() || earlier.get().equals(run);
    if (!own && !overwrite) {
      throw new UsageException(
          partial.path()
              + " holds an unfinished run of nodulens "
              + earlier.get().command()
              + " with other options; finish that one, or throw it away with --overwrite");
    }
    putBackWhatWasReplaced();
    requireFree();
    if (!own || unfinished == Unfinished.STARTS_OVER) {
      FolderTree.delete(partial.files());
    }
    partial.write(run);
    Files.createDirectories(partial.files());
    FolderTree.deleteFilesEndingWith(OutputFile.ASIDE, partial.files());
  }

  /** Mends what a run left that was killed between the two moves of {@link #commit}. */
  private void putBackWhatWasReplaced() throws IOException {
    if (Files.exists(target)) {
      FolderTree.delete(partial.replaced());
    } else if (Files.exists(partial.replaced())) {
      Files.move(partial.replaced(), target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Where to write. Gone after {@link #commit}. */
  Path path() {
    return partial.files();
  }

  /** Where the folder will stand in the end. */
  Path target() {
    return staged.map(StagedOutput::out).orElse(target);
  }

  /** For what processes of a cluster hand over: a folder that they see. The caller's to remove. */
  Path scratch() {
    return staged.map(StagedOutput::scratch).orElse(path().resolve("work"));
  }

  /** Whether an earlier run of this command has left something to go on from. */
  boolean resumed() throws IOException {
    return !FolderTree.isEmpty(path());
  }

  /** Moves the folder into place; the one that was there is deleted after that. */
  void commit() throws IOException {
    requireFree();
    if (staged.isPresent()) {
      staged.get().publish(partial.files());
    } else {
      moveIntoPlace();
    }
    open = false;
    partial.remove();
  }

  private void moveIntoPlace() throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, partial.replaced(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(partial.files(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(partial.replaced(), target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }

  /** Without {@link #commit}: keeps what a later run can go on from, removes the rest. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    boolean worthKeeping = unfinished == Unfinished.GOES_ON && resumed();
    if (worthKeeping || Files.exists(partial.replaced())) {
      partial.release();
    } else {
      partial.remove();
    }
  }
}
