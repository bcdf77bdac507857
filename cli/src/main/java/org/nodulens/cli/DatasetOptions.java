package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.dicom.TiltHandling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dataset, where it lies, and what only some datasets ask for. */
final class DatasetOptions {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      converter = DatasetKind.ByName.class,
      completionCandidates = DatasetKind.Names.class,
      description = "How the data lies on disk: ${COMPLETION-CANDIDATES}.")
  private DatasetKind kind;

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the data.")
  private Path root;

  @Option(
      names = "--tilt",
      paramLabel = "HOW",
      defaultValue = "refuse",
      description =
          "Series of a tilted gantry: refuse, or resample, which makes upright crops of them."
              + " Default: ${DEFAULT-VALUE}.")
  private TiltHandling tilt;

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

  @Option(
      names = {"--roi", "--segments"},
      paramLabel = "REGEX",
      converter = Regex.class,
      description =
          "For rtstruct and seg: regions whose whole name or type matches, upper and lower case"
              + " alike. Default: GTVs, and what is called a nodule, tumour, lesion, mass or cancer.")
  private @Nullable Pattern regions;

  Path root() {
    return root;
  }

  TiltHandling tilt() {
    return tilt;
  }

  Optional<Path> points() {
    return Optional.ofNullable(points);
  }

  boolean candidates() {
    return candidates;
  }

  Optional<Path> patients() {
    return Optional.ofNullable(patients);
  }

  /** What the regions of interest are called; empty for the usual names. */
  Optional<Pattern> regions() {
    return Optional.ofNullable(regions);
  }

  /** Refuses what another dataset than the one chosen would take. */
  void requireOnlyItsOwn() {
    if (points != null && kind != DatasetKind.POINTS) {
      throw new UsageException("--points is for --dataset points");
    }
    if ((candidates || patients != null) && kind != DatasetKind.LUNA16) {
      throw new UsageException("--candidates and --patients are for --dataset luna16");
    }
    if (regions != null && kind != DatasetKind.RTSTRUCT && kind != DatasetKind.SEG) {
      throw new UsageException("--roi and --segments are for --dataset rtstruct and seg");
    }
  }

  /** Whether crops come as the dataset has them, whatever grid is asked for. */
  boolean areReadyMade() {
    return kind == DatasetKind.LIDC_CROPS;
  }

  NoduleDataset open() throws IOException {
    return kind.open(this);
  }

  /** Reads {@code --roi}. */
  static final class Regex implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String text) {
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is no regular expression: "
                + e.getDescription().toLowerCase(Locale.ROOT)
                + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
      }
    }
  }
}
