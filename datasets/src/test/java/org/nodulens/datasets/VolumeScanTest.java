package org.nodulens.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.nodule.Nodule;

/** Volume files of all shapes; see {@link MadeUpScan} for the upright one. */
class VolumeScanTest {
  private static final CropOptions FIVE =
      new CropOptions(new GridSize(5, 5, 5), new VoxelSpacing(0.5, 0.5, 2));

  @TempDir private Path folder;

  private Scan scan(VoxelAxes axes, TiltHandling tilt) throws IOException {
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(30, 28, 10), MadeUpScan.GEOMETRY.origin(), axes);
    Path file = MadeUpScan.write(folder.resolve("scan.mha"), MadeUpScan.volume(geometry));
    return VolumeScan.of(file, "scan", "sub/scan.mha", tilt);
  }

  /** Slices 2 mm apart, each shifted by so much to the left. */
  private Scan shifted(double leftMm, TiltHandling tilt) throws IOException {
    PatientVector column = new PatientVector(0.5, 0, 0);
    PatientVector row = new PatientVector(0, 0.5, 0);
    return scan(new VoxelAxes(column, row, new PatientVector(leftMm, 0, 2)), tilt);
  }

  private static CutCrop crop(Scan scan, PatientPoint center) {
    Nodule nodule = new Nodule("n", List.of(), center, OptionalDouble.empty(), Map.of(), List.of());
    SeriesOutcome outcome = new CropCutter(scan, FIVE).cut(List.of(nodule));
    assertThat(outcome).isInstanceOf(SeriesOutcome.Ingested.class);
    return ((SeriesOutcome.Ingested) outcome).crops().get(0);
  }

  private static int middle(CutCrop crop) {
    return crop.hu()[(2 * 5 + 2) * 5 + 2];
  }

  @Test
  void a_volume_with_rows_to_the_front_and_slices_to_the_feet_has_its_crops_in_place()
      throws IOException {
    Scan turned =
        scan(
            new VoxelAxes(
                new PatientVector(0.5, 0, 0),
                new PatientVector(0, -0.5, 0),
                new PatientVector(0, 0, -2)),
            TiltHandling.REFUSE);
    // voxel (12, 9, 4): -10 + 6, -20 - 4.5, -30 - 8 mm; -1000 + 160 + 63 + 12 HU
    CutCrop crop = crop(turned, new PatientPoint(-4, -24.5, -38));
    assertThat(middle(crop)).isEqualTo(-765);
    // The voxel behind it, towards the front, is the next row: 7 HU more.
    VolumeGeometry geometry = crop.description().geometry().affine().orElseThrow();
    assertThat(geometry.toPatient(new VoxelPoint(2, 3, 2)).yMm()).isCloseTo(-25, within(1e-9));
    assertThat(crop.hu()[(2 * 5 + 3) * 5 + 2]).isEqualTo((short) -758);
  }

  @Test
  void a_tilted_volume_is_refused_or_resampled_as_a_series_is() throws IOException {
    Scan refused = shifted(0.5, TiltHandling.REFUSE);
    VolumeShapeException fault = catchThrowableOfType(VolumeShapeException.class, refused::open);
    // 0.5 mm to the side on 2 mm: atan(0.25) = 14.04 degrees; nine steps are 4.5 mm
    assertThat(refused.fault(fault))
        .isEqualTo(
            new ScanFault(
                "gantry-tilt", "slices are shifted sideways by 4.50 mm in all (by 14.0 degrees)"));
    Scan resampled = shifted(0.5, TiltHandling.RESAMPLE);
    // voxel (12, 9, 4) lies at -10 + 6 + 4 * 0.5 mm
    CutCrop crop = crop(resampled, new PatientPoint(-2, -15.5, -22));
    assertThat(middle(crop)).isEqualTo(-765);
    assertThat(crop.description().flags()).contains("tilt-resampled");
  }

  @Test
  void slices_that_very_nearly_stand_above_each_other_are_put_there() throws IOException {
    // nine steps of 0.01 mm are 0.09 mm, less than a fifth of a pixel
    CtVolume volume = (CtVolume) shifted(0.01, TiltHandling.REFUSE).open();
    assertThat(volume.geometry().axes().slice()).isEqualTo(new PatientVector(0, 0, 2));
    assertThat(
            crop(shifted(0.01, TiltHandling.REFUSE), new PatientPoint(-4, -15.5, -22))
                .description()
                .flags())
        .doesNotContain("tilt-resampled", "gantry-tilt");
    assertThatThrownBy(() -> shifted(0.02, TiltHandling.REFUSE).open())
        .isInstanceOf(VolumeShapeException.class);
  }

  @Test
  void columns_and_rows_that_are_not_at_right_angles_are_refused() throws IOException {
    Scan sheared =
        scan(
            new VoxelAxes(
                new PatientVector(0.5, 0, 0),
                new PatientVector(0.3, 0.4, 0),
                new PatientVector(0, 0, 2)),
            TiltHandling.RESAMPLE);
    VolumeShapeException fault = catchThrowableOfType(VolumeShapeException.class, sheared::open);
    // cosine 0.15 / (0.5 * 0.5) = 0.6
    assertThat(sheared.fault(fault))
        .isEqualTo(
            new ScanFault(
                "sheared", "columns and rows must be at right angles, they are at 53.1 degrees"));
  }

  @Test
  void a_scan_that_cannot_be_read_takes_its_nodules_with_it() throws IOException {
    Scan scan = shifted(0, TiltHandling.REFUSE);
    Files.write(folder.resolve("scan.mha"), new byte[10]);
    Nodule nodule =
        new Nodule(
            "n", List.of(), PatientPoint.ORIGIN, OptionalDouble.empty(), Map.of(), List.of());
    SeriesOutcome outcome = new CropCutter(scan, FIVE).cut(List.of(nodule));
    assertThat(outcome).isInstanceOf(SeriesOutcome.Rejected.class);
    assertThat(((SeriesOutcome.Rejected) outcome).series().path()).isEqualTo("sub/scan.mha");
    assertThat(((SeriesOutcome.Rejected) outcome).series().detail())
        .startsWith("scan.mha is no MetaImage");
    assertThat(outcome.noduleRejections()).hasSize(1);
    assertThat(new CropCutter(scan, FIVE).cut(List.of()))
        .as("a scan without nodules is not even opened")
        .isInstanceOf(SeriesOutcome.Ingested.class);
  }
}
