package org.nodulens.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The tables of datasets whose nodules are points; other datasets have none. */
final class PointTableOptions {
  @Option(
      names = "--points",
      paramLabel = "FILE",
      description =
          "For points: table of series_uid or path, x_mm, y_mm, z_mm (LPS) or column, row, slice, and"
              + " perhaps point_id, patient_id, diameter_mm, label_NAME. Default: the one .csv file in"
              + " --root.")
  private @Nullable Path points;

  @Option(
      names = "--candidates",
      description = "For luna16: the candidates as well, with their class as label_nodule.")
  private boolean candidates;

  @Option(
      names = "--patients",
      paramLabel = "FILE",
      description =
          "For luna16: table of series_uid and patient_id, or the metadata.csv of a download of"
              + " LIDC-IDRI. Without it each series counts as a patient.")
  private @Nullable Path patients;

  Optional<Path> points() {
    return Optional.ofNullable(points);
  }

  boolean candidates() {
    return candidates;
  }

  Optional<Path> patients() {
    return Optional.ofNullable(patients);
  }

  /** Refuses what another dataset than the one chosen would take. */
  void requireOnlyFor(DatasetKind kind) {
    if (points != null && kind != DatasetKind.POINTS) {
      throw new UsageException("--points is for --dataset points");
    }
    if ((candidates || patients != null) && kind != DatasetKind.LUNA16) {
      throw new UsageException("--candidates and --patients are for --dataset luna16");
    }
  }
}
