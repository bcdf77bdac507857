package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A subcommand for the tests: writes files 1.txt, 2.txt ... and says which of them it found. */
@Command(name = "count", description = "Writes numbered files.")
final class CountCommand implements Callable<Integer> {
  /** What goes wrong on purpose. */
  enum Fault {
    NONE,
    USAGE,
    MISSING_FILE,
    DISK_FULL,
    FILE_TOO_LARGE,
    ELSEWHERE_FULL,
    BUG,
    HEAP,
    HANG
  }

  @Mixin private OutFolderOptions out;

  @Option(names = "--files", defaultValue = "3", description = "Number of files.")
  private int files;

  @SuppressWarnings("UnusedVariable") // read by reflection: an input of the run
  @Option(names = "--crops", description = "An input.")
  private @Nullable Path crops;

  @Option(names = "--starts-over", description = "Do not go on from an unfinished run.")
  private boolean startsOver;

  @Option(names = "--fault", defaultValue = "NONE", description = "What goes wrong after a file.")
  private Fault fault;

  /** Lets a test give the fault without making it another run. */
  static final String FAULT_PROPERTY = "nodulens.test.fault";

  /** A whole program, for tests that kill it. */
  public static void main(String[] args) {
    System.exit(Main.run(Main.commandLine(new CountCommand()), args));
  }

  @Override
  public Integer call() throws Exception {
    var unfinished =
        startsOver ? OutputFolder.Unfinished.STARTS_OVER : OutputFolder.Unfinished.GOES_ON;
    try (OutputFolder folder = out.open(unfinished)) {
      for (int i = 1; i <= files; i++) {
        Path file = folder.path().resolve(i + ".txt");
        if (!Files.exists(file)) {
          Files.writeString(file, "by " + ProcessHandle.current().pid() + "\n");
        }
        fail(folder.path());
      }
      folder.commit();
    }
    return ExitStatus.FINISHED;
  }

  private void fail(Path folder) throws IOException, InterruptedException {
    String property = System.getProperty(FAULT_PROPERTY);
    Fault kind = property == null ? fault : Fault.valueOf(property.toUpperCase(Locale.ROOT));
    switch (kind) {
      case NONE -> {}
      case USAGE -> throw new UsageException("--files is odd, expected an even number");
      case MISSING_FILE -> throw new NoSuchFileException("scan.dcm");
      case DISK_FULL -> throw new IOException("No space left on device");
      case FILE_TOO_LARGE ->
          throw new FileSystemException(
              folder.resolve("deep/table.csv").toString(), null, "File too large");
      case ELSEWHERE_FULL ->
          throw new FileSystemException("model.bin", null, "No space left on device");
      case BUG -> throw new IllegalStateException("spacing is NaN");
      case HEAP -> throw new OutOfMemoryError("Java heap space");
      case HANG -> TimeUnit.MINUTES.sleep(5);
    }
  }
}
