package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.datasets.lidc.ReadingXml.ratings;
import static org.nodulens.datasets.lidc.ReadingXml.square;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.dicom.TiltHandling;

/** Series with a tilted gantry, or with values that are no HU: a ball of soft tissue in lung. */
class DoubtfulSeriesTest {
  private static final PatientPoint BALL = new PatientPoint(2.1, -3.2, 1.3);
  private static final double RADIUS_MM = 8;

  @TempDir private Path root;
  @TempDir private Path out;

  /** Planes turned by some degrees about the patient's x axis; the table goes on along z. */
  private static VolumeGeometry tilted(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(0.75, 0, 0),
            new PatientVector(0, 0.75 * cos, 0.75 * sin),
            new PatientVector(0, 0, 1.5));
    return VolumeGeometry.centered(new GridSize(70, 80, 36), PatientPoint.ORIGIN, axes);
  }

  private void write(VolumeGeometry geometry) throws IOException {
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P", "Ball^One", "O", "1.2.1", "1.2.3", "1.2.4"),
            new CtScan("maker", "model", "B", 1.5, "ball", "20000101", "120000"),
            geometry);
    List<String> rois = new ArrayList<>();
    for (int k = 0; k < geometry.size().slices(); k++) {
      writer.write(root.resolve("s" + k + ".dcm"), k, ball(geometry, k));
      VoxelPoint nearest = middle(geometry, k);
      double offMm = geometry.toPatient(nearest).minus(BALL).lengthMm();
      if (offMm < RADIUS_MM - 1) {
        int reach = (int) (Math.sqrt(RADIUS_MM * RADIUS_MM - offMm * offMm) / 0.75);
        int column = (int) Math.round(nearest.column());
        int row = (int) Math.round(nearest.row());
        rois.add(
            ReadingXml.roi(
                Math.rint(100 * geometry.toPatient(new VoxelPoint(0, 0, k)).zMm()) / 100,
                writer.sopUid(k),
                square(column - reach, row - reach, column + reach, row + reach)));
      }
    }
    ReadingXml reading =
        ReadingXml.of("1.2.3").session().nodule("a", ratings("4"), rois.toArray(String[]::new));
    Files.writeString(root.resolve("reading.xml"), reading.xml());
  }

  /** Where a slice comes nearest to the ball's middle. */
  private static VoxelPoint middle(VolumeGeometry geometry, int slice) {
    VolumeGeometry upright =
        new VolumeGeometry(
            geometry.size(),
            geometry.toPatient(new VoxelPoint(0, 0, slice)),
            geometry.axes().upright());
    VoxelPoint ball = upright.toVoxel(BALL);
    return new VoxelPoint(ball.column(), ball.row(), slice);
  }

  private static short[] ball(VolumeGeometry geometry, int slice) {
    GridSize size = geometry.size();
    short[] hu = new short[size.pixelsPerSlice()];
    for (int row = 0, at = 0; row < size.rows(); row++) {
      for (int column = 0; column < size.columns(); column++, at++) {
        PatientPoint place = geometry.toPatient(new VoxelPoint(column, row, slice));
        hu[at] = (short) (place.minus(BALL).lengthMm() < RADIUS_MM ? 40 : row < 10 ? 60 : -850);
      }
    }
    return hu;
  }

  private IngestSummary ingest(TiltHandling tilt) throws IOException {
    return Ingest.run(
        LidcIdri.of(root).with(tilt), CropOptions.DEFAULT, out, IngestListener.SILENT);
  }

  @Test
  void a_tilted_series_is_rejected_by_default() throws IOException {
    write(tilted(18));
    IngestSummary summary = ingest(TiltHandling.REFUSE);
    assertThat(summary.rejectedByCode()).containsOnlyKeys("gantry-tilt", "series-rejected");
    assertThat(Files.readString(out.resolve("cropset.json"))).doesNotContain("tilt");
  }

  @Test
  void crops_of_a_tilted_series_are_upright_and_in_place() throws IOException {
    write(tilted(18));
    IngestSummary summary = ingest(TiltHandling.RESAMPLE);
    assertThat(summary.nodules().kept()).isEqualTo(1);
    CropSet set = CropSet.open(out);
    CropRecord crop = set.records().get(0);
    assertThat(crop.flags()).containsExactly("tilt-resampled");
    assertThat(set.center(crop).minus(BALL).lengthMm()).isLessThan(0.6);
    CtVolume volume = set.volume(crop);
    assertThat(volume.geometry().axes().isUpright()).isTrue();
    // Inside and outside of the ball, however far along each axis: no slice is out of place.
    for (PatientVector axis :
        List.of(PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR)) {
      for (double side : new double[] {-1, 1}) {
        assertThat(hu(volume, BALL.plus(axis.times(side * 6)))).isEqualTo(40);
        assertThat(hu(volume, BALL.plus(axis.times(side * 10)))).isEqualTo(-850);
      }
    }
    byte[] mask = set.mask(crop);
    assertThat(mask[at(volume, BALL)]).isEqualTo((byte) 1);
    assertThat(mask[at(volume, BALL.plus(PatientVector.SUPERIOR.times(11)))]).isZero();
    assertThat(Files.readString(out.resolve("cropset.json"))).contains("\"tilt\" : \"resample\"");
  }

  private static int hu(CtVolume volume, PatientPoint place) {
    return volume.hu(volume.geometry().nearestVoxel(place));
  }

  private static int at(CtVolume volume, PatientPoint place) {
    VoxelIndex voxel = volume.geometry().nearestVoxel(place);
    GridSize size = volume.geometry().size();
    return (voxel.slice() * size.rows() + voxel.row()) * size.columns() + voxel.column();
  }

  @Test
  void values_that_cannot_be_hu_are_flagged_and_kept() throws IOException {
    write(tilted(0));
    ingest(TiltHandling.REFUSE);
    assertThat(CropSet.open(out).records().get(0).flags()).isEmpty();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".dcm")).toList()) {
        // Rescale Intercept (0028,1052), as if the values were HU already
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("-1024 ", "0     "), StandardCharsets.ISO_8859_1);
      }
    }
    Path again = out.resolve("again");
    Ingest.run(LidcIdri.of(root), CropOptions.DEFAULT, again, IngestListener.SILENT);
    assertThat(CropSet.open(again).records().get(0).flags()).containsExactly("implausible-hu");
  }
}
