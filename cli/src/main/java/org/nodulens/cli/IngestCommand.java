package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.regions.ChosenByName;
import org.nodulens.dicom.TiltHandling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens ingest}: a dataset becomes a crop set. */
@Command(
    name = "ingest",
    description = {
      "Cuts nodules out of CT studies into a crop set: cropset.json, manifest.csv, crops-*.npy (HU),"
          + " masks-*.npy, and rejected.csv, which says what did not become a crop and why.",
      "Exit status 1 where no nodule was kept."
    })
final class IngestCommand implements Callable<Integer> {
  /** 512 x 512 x 512. */
  private static final int MOST_VOXELS = 1 << 27;

  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      converter = DatasetKind.ByName.class,
      completionCandidates = DatasetKind.Names.class,
      description = "How the data lies on disk: ${COMPLETION-CANDIDATES}.")
  private DatasetKind dataset;

  @Option(
      names = "--root",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the data.")
  private Path root;

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      defaultValue = "64,64,64",
      description =
          "Voxels of a crop: slices, rows, columns. Default: ${DEFAULT-VALUE}. Ready-made crops keep"
              + " theirs.")
  private List<Integer> shape;

  @Option(
      names = "--spacing",
      split = ",",
      paramLabel = "MM",
      defaultValue = "0.75,0.75,0.75",
      description =
          "Distance of a crop's voxels in mm: slices, rows, columns. Default: ${DEFAULT-VALUE}."
              + " Ready-made crops keep theirs.")
  private List<Double> spacing;

  @Option(
      names = "--tilt",
      paramLabel = "HOW",
      defaultValue = "refuse",
      description =
          "Series of a tilted gantry: refuse, or resample, which makes upright crops of them."
              + " Default: ${DEFAULT-VALUE}.")
  private TiltHandling tilt;

  @Option(
      names = {"--roi", "--segments"},
      paramLabel = "REGEX",
      description =
          "Of rtstruct and seg: regions whose whole name or type matches, upper and lower case alike."
              + " Default: GTVs, and what is called a nodule, tumour, lesion, mass or cancer.")
  private @Nullable Pattern regions;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Series read at the same time. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    CropOptions options = cropOptions();
    if (jobs < 1) {
      throw new UsageException("--jobs must be at least 1, got " + jobs);
    }
    if (out.isInside(root)) {
      throw new UsageException("--out lies inside --root " + root + ": it would be read as data");
    }
    IngestSummary summary;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON);
        SeriesProgress progress = new SeriesProgress("ingesting")) {
      summary = Ingest.withJobs(jobs).write(openDataset(), options, folder.path(), progress);
      folder.commit();
    }
    print(summary);
    boolean nothingKept = summary.nodules().kept() == 0;
    if (nothingKept) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "nodulens: no nodule was kept of %d series under %s; rejected.csv says why%n",
          summary.series().in(), root);
      err.flush();
    }
    return nothingKept || (strict && summary.rejected() > 0)
        ? ExitStatus.FAILED
        : ExitStatus.FINISHED;
  }

  private NoduleDataset openDataset() throws IOException {
    NoduleDataset opened = dataset.open(root, tilt);
    if (regions == null) {
      return opened;
    }
    if (opened instanceof ChosenByName named) {
      return named.choosing(regions);
    }
    throw new UsageException("--roi and --segments are for --dataset rtstruct and seg");
  }

  private CropOptions cropOptions() {
    if (shape.size() != 3 || spacing.size() != 3) {
      throw new UsageException(
          "--shape and --spacing each take three numbers: slices, rows, columns");
    }
    try {
      requireModest();
      return new CropOptions(
          new GridSize(
              /* columns= */ shape.get(2), /* rows= */ shape.get(1), /* slices= */ shape.get(0)),
          new VoxelSpacing(
              /* xMm= */ spacing.get(2), /* yMm= */ spacing.get(1), /* zMm= */ spacing.get(0)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--shape or --spacing: " + e.getMessage());
    }
  }

  /** A crop must fit into memory, with its mask and what it is cut from. */
  private void requireModest() {
    double voxels = 1;
    for (int count : shape) {
      voxels *= count;
    }
    if (voxels > MOST_VOXELS) {
      throw new UsageException(
          "--shape " + shape + " makes crops of more than " + (MOST_VOXELS >> 20) + " Mi voxels");
    }
  }

  private void print(IngestSummary summary) {
    PrintWriter print = spec.commandLine().getOut();
    for (Map.Entry<String, Long> code : summary.rejectedByCode().entrySet()) {
      print.printf("  rejected %s: %d%n", code.getKey(), code.getValue());
    }
    print.printf(
        "%s; %s; %s (rejected.csv lists what was rejected)%n",
        line("files", summary.files()),
        line("series", summary.series()),
        line("nodules", summary.nodules()));
    print.flush();
  }

  private static String line(String level, RejectCounts counts) {
    return "%s: %d in, %d kept, %d rejected"
        .formatted(level, counts.in(), counts.kept(), counts.rejected());
  }
}
