package org.nodulens.nodule.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Doubt;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Failed;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Reason;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Segmented;

class NoduleSegmentationTest {
  private static final GridSize CUBE = new GridSize(64, 64, 40);
  private static final VoxelSpacing THICK = new VoxelSpacing(0.7, 0.7, 1.5);

  @Test
  void a_ball_in_lung_is_found_with_its_axes_and_volume() throws IOException {
    CtVolume volume = lung().with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40).volume();
    Segmented ball = segmented(volume, new PatientPoint(1, -1, 0.5));
    assertThat(ball.doubts()).isEmpty();
    assertThat(ball.measures().longAxisMm()).isCloseTo(10, within(0.8));
    assertThat(ball.measures().shortAxisMm()).isCloseTo(10, within(0.8));
    // 4/3 pi 5^3
    assertThat(ball.measures().volumeMm3().orElseThrow()).isCloseTo(523.6, within(30.0));
    assertThat(ball.measures().meanHu().orElseThrow()).isBetween(-150.0, 40.0);
  }

  @Test
  void the_same_ball_in_one_slice_has_axes_and_no_volume() throws IOException {
    CtVolume volume =
        new MadeUpLung(new GridSize(71, 71, 1), new VoxelSpacing(0.6, 0.8, 1))
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40)
            .volume();
    Segmented disc = segmented(volume, PatientPoint.ORIGIN);
    assertThat(disc.measures().longAxisMm()).isCloseTo(10, within(0.8));
    assertThat(disc.measures().volumeMm3()).isEmpty();
    assertThat(disc.mask().voxelCount() * 0.6 * 0.8).isCloseTo(Math.PI * 25, within(4.0));
  }

  @Test
  void the_chest_wall_is_cut_off_a_nodule_that_lies_on_it() throws IOException {
    CtVolume volume =
        lung()
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40)
            .with(MadeUpLung.wall(4), 50)
            .volume();
    Segmented nodule = segmented(volume, new PatientPoint(-1, 0, 0));
    assertThat(nodule.measures().volumeMm3().orElseThrow()).isBetween(380.0, 680.0);
    assertThat(farthestMm(volume, nodule)).isLessThan(8);
  }

  @Test
  void a_vessel_is_cut_off_where_it_leaves_the_nodule() throws IOException {
    PatientVector away = new PatientVector(1, 0.4, 0.2);
    CtVolume volume =
        lung()
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40)
            .with(MadeUpLung.vessel(PatientPoint.ORIGIN, away, 1.2), 40)
            .volume();
    Segmented nodule = segmented(volume, PatientPoint.ORIGIN);
    assertThat(nodule.measures().volumeMm3().orElseThrow()).isCloseTo(523.6, within(60.0));
    assertThat(farthestMm(volume, nodule)).isLessThan(8);
  }

  @Test
  void ground_glass_is_found_and_said_to_be_subsolid() throws IOException {
    CtVolume volume = lung().with(MadeUpLung.ball(PatientPoint.ORIGIN, 6), -600).volume();
    Segmented glass = segmented(volume, PatientPoint.ORIGIN);
    assertThat(glass.doubts()).contains(Doubt.SUBSOLID);
    // 4/3 pi 6^3
    assertThat(glass.measures().volumeMm3().orElseThrow()).isCloseTo(904.8, within(70.0));
  }

  @Test
  void where_there_is_only_lung_there_is_no_nodule() throws IOException {
    assertThat(of(lung().volume(), PatientPoint.ORIGIN, GrowthBound.ofAnyNodule()))
        .isEqualTo(new Failed(Reason.NO_NODULE_AT_POINT));
  }

  @Test
  void within_the_chest_wall_it_says_so() throws IOException {
    CtVolume volume = lung().with(MadeUpLung.wall(0), 50).volume();
    assertThat(of(volume, new PatientPoint(12, 0, 0), GrowthBound.ofAnyNodule()))
        .isEqualTo(new Failed(Reason.LEAKS_TO_WALL));
  }

  @Test
  void nothing_outside_the_box_is_the_nodule() throws IOException {
    CtVolume volume = lung().with(MadeUpLung.ball(PatientPoint.ORIGIN, 9), 40).volume();
    VoxelBox box = new VoxelBox(new VoxelIndex(20, 22, 14), new VoxelIndex(38, 40, 24));
    SegmentationOutcome outcome =
        of(volume, PatientPoint.ORIGIN, GrowthBound.ofBox(box, volume.geometry().spacing()));
    assertThat(outcome).isInstanceOf(Segmented.class);
    for (VoxelIndex voxel : voxels(volume, (Segmented) outcome)) {
      assertThat(box.holds(voxel)).isTrue();
    }
  }

  @Test
  void a_nodule_at_the_scans_end_is_found_with_a_doubt() throws IOException {
    double topMm = 19.5 * 1.5;
    PatientPoint center = new PatientPoint(0, 0, topMm - 3);
    CtVolume volume = lung().with(MadeUpLung.ball(center, 5), 40).volume();
    assertThat(segmented(volume, center).doubts()).contains(Doubt.TOUCHES_BORDER);
  }

  @Test
  void padding_is_neither_nodule_nor_measured() throws IOException {
    CtVolume whole = lung().with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40).volume();
    short[][] slices = new short[CUBE.slices()][];
    for (int k = 0; k < slices.length; k++) {
      slices[k] = whole.slice(k).clone();
      for (int row = 36; row < CUBE.rows(); row++) {
        for (int column = 0; column < CUBE.columns(); column++) {
          slices[k][row * CUBE.columns() + column] = CtVolume.PADDING_HU;
        }
      }
    }
    Segmented part = segmented(new CtVolume(whole.geometry(), slices), PatientPoint.ORIGIN);
    assertThat(voxels(whole, part)).allMatch(voxel -> voxel.row() < 36);
    assertThat(part.measures().meanHu().orElseThrow()).isBetween(-200.0, 40.0);
  }

  @Test
  void the_same_seed_gives_the_same_mask_and_reads_only_slices_in_reach() throws IOException {
    CtVolume volume =
        new MadeUpLung(new GridSize(48, 48, 80), new VoxelSpacing(0.7, 0.7, 2))
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40)
            .volume();
    List<Integer> read = new ArrayList<>();
    SliceSource counted =
        new SliceSource() {
          @Override
          public VolumeGeometry geometry() {
            return volume.geometry();
          }

          @Override
          public CtVolume slices(int first, int count) {
            read.add(count);
            return volume.slices(first, count);
          }
        };
    Segmented once = segmented(volume, PatientPoint.ORIGIN);
    Segmented again =
        (Segmented) NoduleSegmentation.of(counted, PatientPoint.ORIGIN, GrowthBound.ofAnyNodule());
    assertThat(voxels(volume, again)).isEqualTo(voxels(volume, once));
    // 25 mm up and down: 13 slices and one more each, and the middle
    assertThat(read).containsExactly(29);
  }

  @Test
  void a_known_diameter_decides_between_a_nodule_and_the_larger_thing_that_it_lies_in()
      throws IOException {
    CtVolume volume =
        lung()
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 9), -550)
            .with(MadeUpLung.ball(PatientPoint.ORIGIN, 3), 40)
            .volume();
    SegmentationOutcome large = of(volume, PatientPoint.ORIGIN, GrowthBound.ofDiameter(18));
    SegmentationOutcome small = of(volume, PatientPoint.ORIGIN, GrowthBound.ofDiameter(6));
    assertThat(((Segmented) small).mask().voxelCount())
        .isLessThanOrEqualTo(((Segmented) large).mask().voxelCount());
    assertThat(((Segmented) small).measures().longAxisMm()).isCloseTo(6, within(1.5));
  }

  @Test
  void a_seed_outside_the_volume_is_refused() {
    CtVolume volume = lung().volume();
    assertThatThrownBy(() -> of(volume, new PatientPoint(90, 0, 0), GrowthBound.ofAnyNodule()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside the volume");
  }

  private static MadeUpLung lung() {
    return new MadeUpLung(CUBE, THICK);
  }

  private static SegmentationOutcome of(CtVolume volume, PatientPoint seed, GrowthBound bound)
      throws IOException {
    return NoduleSegmentation.of(volume, seed, bound);
  }

  private static Segmented segmented(CtVolume volume, PatientPoint seed) throws IOException {
    SegmentationOutcome outcome = of(volume, seed, GrowthBound.ofAnyNodule());
    assertThat(outcome).isInstanceOf(Segmented.class);
    return (Segmented) outcome;
  }

  private static double farthestMm(CtVolume volume, Segmented nodule) {
    return voxels(volume, nodule).stream()
        .mapToDouble(
            v ->
                volume
                    .geometry()
                    .toPatient(new org.nodulens.ct.VoxelPoint(v.column(), v.row(), v.slice()))
                    .minus(PatientPoint.ORIGIN)
                    .lengthMm())
        .max()
        .orElseThrow();
  }

  private static List<VoxelIndex> voxels(CtVolume volume, Segmented nodule) {
    GridSize size = volume.geometry().size();
    List<VoxelIndex> voxels = new ArrayList<>();
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        for (int i = 0; i < size.columns(); i++) {
          VoxelIndex voxel = new VoxelIndex(i, j, k);
          if (nodule.mask().holds(voxel)) {
            voxels.add(voxel);
          }
        }
      }
    }
    return voxels;
  }
}
