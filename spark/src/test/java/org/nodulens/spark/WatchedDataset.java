package org.nodulens.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;

/**
 * Another dataset whose tasks leave a note of each run, and of which one is a trap.
 *
 * @param notes folder of the notes
 * @param trapped UID of the series that is one; empty for none
 */
record WatchedDataset(NoduleDataset inner, Path notes, String trapped, Trap trap)
    implements NoduleDataset {
  /** What happens to a process that reads the series. */
  enum Trap {
    /** It ends. */
    DEADLY,
    /** The first one waits for a quarter of a minute, or until its task is given up. */
    SLOW,
    NONE
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public CropSetHeader header(CropOptions options) throws IOException {
    return inner.header(options);
  }

  @Override
  public List<String> labels() {
    return inner.labels();
  }

  @Override
  public boolean namesScanners() {
    return inner.namesScanners();
  }

  @Override
  public Survey survey() throws IOException {
    Survey survey = inner.survey();
    List<SeriesTask> tasks =
        survey.tasks().stream()
            .<SeriesTask>map(
                task ->
                    new Watched(task, notes, task.seriesUid().equals(trapped) ? trap : Trap.NONE))
            .toList();
    return new Survey(survey.filesFound(), survey.filesKept(), tasks, survey.rejections());
  }

  /** How often a series was begun to be read. */
  long runs(String seriesUid) throws IOException {
    return runs(notes, seriesUid);
  }

  /** The process that reads a series, or has read it; empty before one has begun. */
  Optional<ProcessHandle> reader(String seriesUid) throws IOException {
    List<Path> runs;
    try (Stream<Path> files = Files.list(notes)) {
      runs =
          files.filter(file -> file.getFileName().toString().startsWith(seriesUid + "_")).toList();
    }
    for (Path run : runs) {
      String pid = Files.readString(run);
      if (!pid.isEmpty()) {
        return ProcessHandle.of(Long.parseLong(pid));
      }
    }
    return Optional.empty();
  }

  private static long runs(Path notes, String seriesUid) throws IOException {
    try (Stream<Path> files = Files.list(notes)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(seriesUid + "_"))
          .count();
    }
  }

  private record Watched(SeriesTask task, Path notes, Trap trap) implements SeriesTask {
    @Override
    public String seriesUid() {
      return task.seriesUid();
    }

    @Override
    public SeriesOutcome run(CropOptions options) throws IOException {
      Files.writeString(
          notes.resolve(seriesUid() + "_" + UUID.randomUUID()),
          Long.toString(ProcessHandle.current().pid()));
      if (trap == Trap.SLOW && WatchedDataset.runs(notes, seriesUid()) == 1) {
        pause();
      }
      if (trap == Trap.DEADLY) {
        Runtime.getRuntime().halt(137);
      }
      return task.run(options);
    }

    private static void pause() throws IOException {
      try {
        Thread.sleep(15_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("given up");
      }
    }
  }
}
