package org.nodulens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.nodulens.work.Results;
import org.nodulens.work.Work;
import org.nodulens.work.WorkPlan;
import org.nodulens.work.Workplace;

/**
 * Processes that run a network's work on crops.
 *
 * @param scratch for results that wait for their turn; the caller's to remove
 * @param afterPiece run after each piece, for progress
 */
public record Elsewhere(
    Workplace workplace, NetworkSource network, Path scratch, Runnable afterPiece) {

  /** Does all pieces and hands their results over in their order. */
  public <T> void run(String task, List<? extends Work<T>> pieces, InOrder.Sink<T> sink)
      throws IOException {
    // Outputs of these commands start over: no other run's results are looked for.
    WorkPlan<T> plan = new WorkPlan<>(task, scratch, task + " " + network, 0, pieces);
    try (Results<T> results = workplace.begin(plan)) {
      for (int piece = 0; piece < pieces.size(); piece++) {
        sink.take(results.next());
        afterPiece.run();
      }
    }
  }

  /** Writes {@code embeddings.parquet} of a folder's {@code embeddings.npy}. */
  void writeParquet(Path folder, List<String> ids) throws IOException {
    Path parquet = folder.resolve("embeddings.parquet");
    Path rows = folder.resolve("embeddings.npy");
    if (folder.getFileSystem().equals(scratch.getFileSystem())) {
      workplace.writeParquet(parquet, rows, ids);
      return;
    }
    // The processes do not see this machine's folder.
    Path sharedRows = scratch.resolve("embeddings.npy");
    Path sharedParquet = scratch.resolve("embeddings.parquet");
    Files.createDirectories(scratch);
    Files.copy(rows, sharedRows);
    workplace.writeParquet(sharedParquet, sharedRows, ids);
    Files.createDirectory(parquet);
    List<Path> parts;
    try (Stream<Path> listed = Files.list(sharedParquet)) {
      parts = listed.filter(Files::isRegularFile).toList();
    }
    for (Path part : parts) {
      Files.copy(part, parquet.resolve(part.getFileName().toString()));
    }
  }
}
