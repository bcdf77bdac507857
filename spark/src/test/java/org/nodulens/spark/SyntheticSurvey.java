package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.DicomScan;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.work.Work;

/** Surveys and plans a made-up archive, and says how much memory that needs. */
final class SyntheticSurvey {
  private SyntheticSurvey() {}

  /** A series that is planned. */
  private record Series(DicomScan scan) implements Work<String> {
    @Override
    public String name() {
      return scan.seriesUid();
    }

    @Override
    public String run() {
      return scan.path();
    }
  }

  /** A slice with a made-up archive's texts, as the phantom's are written. */
  private static void makeTemplate() throws IOException {
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(2, 2, 2),
            new PatientPoint(-100, -100, SyntheticArchive.zMm()),
            VoxelAxes.alongPatient(new VoxelSpacing(0.7, 0.7, 1.25)));
    CtIdentity who =
        new CtIdentity("P-1", "Phantom^One", "O", "1.2.3", SyntheticArchive.seriesUid(), "1.2.4");
    CtScan how = new CtScan("Nodulens", "A", "SHARP", 1.25, "Chest", "20000101", "120000");
    CtSeriesWriter writer = new CtSeriesWriter(who, how, geometry);
    Path file = Files.createTempFile("slice", ".dcm");
    writer.write(file, 0, new short[4]);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    SyntheticArchive.template(bytes, writer.sopUid(0));
  }

  /**
   * Surveys.
   *
   * @param args file of the plan, number of series, slices of each, slices in memory
   */
  public static void main(String[] args) throws IOException {
    makeTemplate();
    System.setProperty("spark.hadoop.fs.archive.impl", SyntheticArchive.class.getName());
    Path root = SharedPaths.of("archive://" + args[1] + "x" + args[2] + "/");
    long start = System.nanoTime();
    SeriesScan scan =
        CtSeriesScanner.scan(
            root, ScanOptions.DEFAULT.withSlicesInMemory(Integer.parseInt(args[3])));
    long surveyed = System.nanoTime();
    List<CtSeries> series = scan.series();
    PlanFile plan = new PlanFile(Path.of(args[0]));
    List<PlanEntry> places =
        plan.write(
            0,
            () ->
                series.stream()
                    .<Work<?>>map(one -> new Series(DicomScan.of(one, one.uid())))
                    .iterator());
    long planned = System.nanoTime();
    System.gc();
    Runtime memory = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%d series of %d files, %d rejected; survey %.1f s, plan %.1f s of %d MiB;"
            + " in use KiB %d%n",
        places.size(),
        scan.filesFound(),
        scan.rejectedFiles().size() + scan.rejectedSeries().size(),
        (surveyed - start) / 1e9,
        (planned - surveyed) / 1e9,
        Files.size(Path.of(args[0])) >> 20,
        (memory.totalMemory() - memory.freeMemory()) >> 10);
    if (scan.series().isEmpty()) {
      throw new IllegalStateException(scan.rejectedFiles().get(0).toString());
    }
  }
}
