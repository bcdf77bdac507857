package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

class NoduleCropperTest {
  private static final NoduleCropper CROPPER =
      new NoduleCropper(new GridSize(4, 4, 4), VoxelSpacing.isotropic(1));

  @Test
  void a_crop_is_centred_on_the_nodule_and_parallel_to_the_volume() throws IOException {
    Ramp volume = new Ramp();
    PatientPoint center = volume.geometry().toPatient(new VoxelPoint(8, 9, 30));
    VolumeGeometry grid = CROPPER.crop(volume, nodule(center)).geometry();
    assertThat(grid.center().minus(center).lengthMm()).isCloseTo(0, within(1e-9));
    assertThat(grid.axes().column().xMm()).isEqualTo(-1);
    assertThat(grid.axes().row().zMm()).isEqualTo(1);
    assertThat(grid.axes().slice().yMm()).isEqualTo(1);
  }

  @Test
  void only_the_slices_that_a_crop_touches_are_read() throws IOException {
    Ramp volume = new Ramp();
    CROPPER.crop(volume, nodule(volume.geometry().toPatient(new VoxelPoint(8, 9, 30))));
    // 4 voxels of 1 mm on slices of 2 mm: from 29.25 to 30.75, and one more on either side
    assertThat(volume.slicesRead).containsExactly(28, 29, 30, 31, 32);
  }

  @Test
  void a_cubic_crop_reads_one_slice_more_on_either_side() throws IOException {
    Ramp volume = new Ramp();
    GridSpacing spacing = new GridSpacing.Fixed(VoxelSpacing.isotropic(1));
    NoduleCrop crop =
        new NoduleCropper(new GridSize(4, 4, 4), spacing, Interpolation.CUBIC)
            .crop(volume, nodule(volume.geometry().toPatient(new VoxelPoint(8, 9, 30))));
    assertThat(volume.slicesRead).containsExactly(27, 28, 29, 30, 31, 32, 33);
    // A ramp is a ramp by either kernel: as in hu_are_interpolated_once_and_rounded.
    assertThat(crop.hu()[0]).isEqualTo((short) 197);
  }

  @Test
  void a_native_crop_has_the_volumes_voxels_and_is_still_centred_on_the_nodule()
      throws IOException {
    Ramp volume = new Ramp();
    PatientPoint center = volume.geometry().toPatient(new VoxelPoint(8.25, 9, 30.5));
    NoduleCrop crop =
        new NoduleCropper(new GridSize(4, 4, 4), new GridSpacing.Native(), Interpolation.LINEAR)
            .crop(volume, nodule(center));
    assertThat(crop.geometry().axes()).isEqualTo(volume.geometry().axes());
    assertThat(crop.geometry().center().minus(center).lengthMm()).isCloseTo(0, within(1e-9));
    // First voxel: 1.5 voxels before the centre on each axis: column 6.75, row 7.5, slice 29.
    // HU = 6.75 + 75 + 116 = 197.75
    assertThat(crop.hu()[0]).isEqualTo((short) 198);
  }

  @Test
  void hu_are_interpolated_once_and_rounded() throws IOException {
    Ramp volume = new Ramp();
    NoduleCrop crop =
        CROPPER.crop(volume, nodule(volume.geometry().toPatient(new VoxelPoint(8, 9, 30))));
    // First voxel: 1.5 mm before the centre on each axis: column 8 - 3 = 5, row 9 - 1.5 = 7.5,
    // slice 30 - 0.75 = 29.25. HU = column + 10 * row + 4 * slice = 5 + 75 + 117 = 197
    assertThat(crop.hu()[0]).isEqualTo((short) 197);
    // One column on is 1 mm = 2 columns of 0.5 mm.
    assertThat(crop.hu()[1]).isEqualTo((short) 199);
    assertThat(crop.paddedFraction()).isZero();
  }

  @Test
  void the_mask_counts_the_readers_whose_outline_holds_the_nearest_voxel() throws IOException {
    Ramp volume = new Ramp();
    PixelBox large = new PixelBox(new PixelPoint(0, 0), new PixelPoint(19, 19));
    PixelBox small = new PixelBox(new PixelPoint(5, 0), new PixelPoint(5, 19));
    Nodule nodule =
        new Nodule(
            "n",
            List.of(annotation(30, large), annotation(30, small)),
            volume.geometry().toPatient(new VoxelPoint(8, 9, 30)),
            OptionalDouble.empty(),
            Map.of(),
            List.of());
    byte[] mask = CROPPER.crop(volume, nodule).mask();
    // Planes lie at slice 29.25, 29.75, 30.25, 30.75: the middle two are nearest to 30.
    assertThat(List.of(mask[0], mask[16], mask[32], mask[48]))
        .containsExactly((byte) 0, (byte) 2, (byte) 2, (byte) 0);
    // Columns lie at 5, 7, 9, 11: both readers hold the first alone.
    assertThat(List.of(mask[16], mask[17], mask[18])).containsExactly((byte) 2, (byte) 1, (byte) 1);
  }

  @Test
  void what_the_scan_does_not_fill_is_air_and_counted() throws IOException {
    Ramp volume = new Ramp();
    NoduleCrop crop =
        CROPPER.crop(volume, nodule(volume.geometry().toPatient(new VoxelPoint(0, 9, 30))));
    // Columns lie at -3, -1, 1, 3: the first two are outside.
    assertThat(crop.paddedFraction()).isEqualTo(0.5);
    assertThat(crop.hu()[0]).isEqualTo((short) -1024);
  }

  @Test
  void a_centre_outside_the_volume_is_refused() {
    Ramp volume = new Ramp();
    PatientPoint outside = volume.geometry().toPatient(new VoxelPoint(8, 9, 99));
    assertThatThrownBy(() -> CROPPER.crop(volume, nodule(outside)))
        .hasMessageContaining("outside the volume");
  }

  private static NoduleAnnotation annotation(int slice, PixelBox box) {
    return new NoduleAnnotation(new BoxOutline(Map.of(slice, List.of(box))), Map.of());
  }

  private static Nodule nodule(PatientPoint center) {
    return new Nodule("n", List.of(), center, OptionalDouble.empty(), Map.of(), List.of());
  }

  /** HU = column + 10 * row + 4 * slice, on coronal axes; remembers what is read. */
  private static final class Ramp implements SliceSource {
    private final List<Integer> slicesRead = new ArrayList<>();

    @Override
    public VolumeGeometry geometry() {
      return part(0, 60);
    }

    private static VolumeGeometry part(int first, int count) {
      VoxelAxes axes =
          new VoxelAxes(
              new PatientVector(-0.5, 0, 0),
              new PatientVector(0, 0, 1),
              new PatientVector(0, 2, 0));
      PatientPoint origin = new PatientPoint(100, -50 + 2 * first, 7);
      return new VolumeGeometry(new GridSize(20, 20, count), origin, axes);
    }

    @Override
    public CtVolume slices(int first, int count) {
      short[][] slices = new short[count][400];
      for (int k = 0; k < count; k++) {
        slicesRead.add(first + k);
        for (int at = 0; at < 400; at++) {
          slices[k][at] = (short) (at % 20 + 10 * (at / 20) + 4 * (first + k));
        }
      }
      return new CtVolume(part(first, count), slices);
    }
  }
}
