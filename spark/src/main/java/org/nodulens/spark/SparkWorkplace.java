package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.work.Results;
import org.nodulens.work.WorkPlan;
import org.nodulens.work.Workplace;

/** The executors of an application: a task a piece, the largest pieces first. */
final class SparkWorkplace implements Workplace {
  private static final String FINGERPRINT = "fingerprint";

  private final JavaSparkContext spark;

  SparkWorkplace(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Override
  public <T> Results<T> begin(WorkPlan<T> plan) throws IOException {
    Path scratch = plan.scratch().toAbsolutePath();
    claim(scratch, plan.fingerprint());
    // An executor of a run that was killed may still read that run's plan.
    Path planFile = scratch.resolve("plan-" + UUID.randomUUID());
    List<PlanEntry> places = new PlanFile(planFile).write(plan.first(), plan.pieces());
    Parts parts = new Parts(scratch);
    List<PlanEntry> left =
        PlanFile.bySize(places.stream().filter(place -> !parts.holds(place.number())).toList());
    return new PartsInOrder<>(
        parts, plan.first(), places.size(), submit(plan.task(), planFile, left));
  }

  /** Keeps what an earlier run of this very plan has left; the plans themselves are not needed. */
  private static void claim(Path scratch, String fingerprint) throws IOException {
    Path note = scratch.resolve(FINGERPRINT);
    boolean ours = Files.exists(note) && Files.readString(note).equals(fingerprint);
    if (!ours) {
      FolderTree.delete(scratch);
    }
    Files.createDirectories(scratch);
    Files.writeString(note, fingerprint);
    try (DirectoryStream<Path> stale = Files.newDirectoryStream(scratch, "{plan-*,*.aside}")) {
      for (Path file : stale) {
        Files.delete(file);
      }
    }
  }

  private Optional<JavaFutureAction<Void>> submit(
      String task, Path planFile, List<PlanEntry> left) {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    spark.setJobDescription(task);
    return Optional.of(
        spark.parallelize(left, left.size()).foreachAsync(new PieceTask(planFile.toString())));
  }

  @Override
  public void writeParquet(Path parquet, Path rows, List<String> ids) throws IOException {
    ParquetTable.write(spark, parquet.toAbsolutePath(), rows.toAbsolutePath(), ids);
  }

  @Override
  public void close() {
    spark.close();
  }
}
