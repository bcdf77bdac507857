package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;

/**
 * Another dataset whose tasks leave a note of each run, and of which one may end its process.
 *
 * @param notes folder of the notes
 * @param deadly UID of the series that ends the process that reads it; empty for none
 */
record WatchedDataset(NoduleDataset inner, Path notes, String deadly) implements NoduleDataset {
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
            .<SeriesTask>map(task -> new Watched(task, notes, task.seriesUid().equals(deadly)))
            .toList();
    return new Survey(survey.filesFound(), survey.filesKept(), tasks, survey.rejections());
  }

  /** How often a series was begun to be read. */
  long runs(String seriesUid) throws IOException {
    try (Stream<Path> files = Files.list(notes)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(seriesUid + "_"))
          .count();
    }
  }

  private record Watched(SeriesTask task, Path notes, boolean endsItsProcess)
      implements SeriesTask {
    @Override
    public String seriesUid() {
      return task.seriesUid();
    }

    @Override
    public SeriesOutcome run(CropOptions options) throws IOException {
      Files.createFile(notes.resolve(seriesUid() + "_" + UUID.randomUUID()));
      if (endsItsProcess) {
        Runtime.getRuntime().halt(137);
      }
      return task.run(options);
    }
  }
}
