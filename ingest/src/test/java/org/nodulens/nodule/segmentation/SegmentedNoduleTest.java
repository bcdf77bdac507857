package org.nodulens.nodule.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.BoxOutline;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;

class SegmentedNoduleTest {
  private static final CtVolume BALL =
      new MadeUpLung(new GridSize(48, 48, 24), new VoxelSpacing(0.7, 0.7, 1.5))
          .with(MadeUpLung.ball(PatientPoint.ORIGIN, 5), 40)
          .volume();

  @Test
  void a_point_becomes_a_mask_of_no_reader_with_a_diameter() throws IOException {
    SegmentedNodule found = SegmentedNodule.of(BALL, nodule(OptionalDouble.empty()));
    assertThat(found.nodule().annotations()).hasSize(1);
    assertThat(found.nodule().readers()).isZero();
    assertThat(found.nodule().flags()).containsExactly("given", "mask-from-segmentation");
    assertThat(found.nodule().diameterMm().orElseThrow()).isCloseTo(10, within(0.8));
    assertThat(found.measures().orElseThrow().longAxisMm())
        .isEqualTo(found.nodule().diameterMm().orElseThrow());
  }

  @Test
  void a_known_diameter_stays() throws IOException {
    SegmentedNodule found = SegmentedNodule.of(BALL, nodule(OptionalDouble.of(9.5)));
    assertThat(found.nodule().diameterMm()).hasValue(9.5);
  }

  @Test
  void a_point_in_lung_stays_bare_and_says_why() throws IOException {
    Nodule point =
        new Nodule(
            "1",
            List.of(),
            new PatientPoint(-13, -13, -10),
            OptionalDouble.empty(),
            Map.of(),
            List.of());
    SegmentedNodule none = SegmentedNodule.of(BALL, point);
    assertThat(none.nodule().annotations()).isEmpty();
    assertThat(none.nodule().flags()).containsExactly("segmentation-failed", "no-nodule-at-point");
    assertThat(none.nodule().diameterMm()).isEmpty();
    assertThat(none.measures()).isEmpty();
  }

  @Test
  void a_readers_box_bounds_the_mask_and_stays_a_readers() throws IOException {
    PixelBox pixels = new PixelBox(new PixelPoint(14, 14), new PixelPoint(33, 33));
    Map<Integer, List<PixelBox>> slices = new HashMap<>();
    for (int slice = 7; slice <= 16; slice++) {
      slices.put(slice, List.of(pixels));
    }
    BoxOutline box = new BoxOutline(slices);
    Nodule boxed =
        nodule(OptionalDouble.of(14))
            .with(List.of(new NoduleAnnotation(box, Map.of())), OptionalDouble.of(14))
            .withFlags(List.of("mask-from-box", "diameter-from-box"));
    SegmentedNodule found = SegmentedNodule.of(BALL, boxed);
    assertThat(found.nodule().readers()).isEqualTo(1);
    assertThat(found.nodule().flags())
        .startsWith("diameter-from-box", "mask-from-segmentation")
        .doesNotContain("mask-from-box");
    assertThat(found.nodule().diameterMm()).hasValue(14);
    // ten slices of 20 x 20 pixels in the box, a ball of radius 5 mm in the mask
    MaskOutline mask = (MaskOutline) found.nodule().annotations().get(0).outline();
    assertThat(mask.voxelCount() * 0.49 * 1.5).isCloseTo(523.6, within(30.0));
  }

  @Test
  void a_box_that_cuts_through_soft_tissue_stays_a_box() throws IOException {
    PixelBox pixels = new PixelBox(new PixelPoint(20, 20), new PixelPoint(27, 27));
    Nodule boxed =
        nodule(OptionalDouble.of(6))
            .with(
                List.of(
                    new NoduleAnnotation(new BoxOutline(Map.of(12, List.of(pixels))), Map.of())),
                OptionalDouble.of(6));
    SegmentedNodule same = SegmentedNodule.of(BALL, boxed);
    assertThat(same.nodule()).isEqualTo(boxed);
    assertThat(same.measures()).isEmpty();
    assertThat(same.outlineDice()).isEmpty();
  }

  @Test
  void readers_outlines_stay_and_their_consensus_is_measured() throws IOException {
    List<VoxelIndex> two = List.of(new VoxelIndex(24, 24, 12), new VoxelIndex(25, 24, 12));
    List<NoduleAnnotation> readers =
        List.of(
            new NoduleAnnotation(MaskOutline.of(two), Map.of(Rating.MARGIN, 4)),
            new NoduleAnnotation(MaskOutline.of(two.subList(0, 1)), Map.of()),
            new NoduleAnnotation(MaskOutline.of(two.subList(0, 1)), Map.of()));
    Nodule read = nodule(OptionalDouble.of(5)).with(readers, OptionalDouble.of(5));
    SegmentedNodule same = SegmentedNodule.of(BALL, read);
    assertThat(same.nodule()).isEqualTo(read);
    assertThat(same.nodule().readers()).isEqualTo(3);
    assertThat(same.measures().orElseThrow().longAxisMm()).isCloseTo(0.7, within(1e-12));
  }

  private static Nodule nodule(OptionalDouble diameterMm) {
    return new Nodule("1", List.of(), PatientPoint.ORIGIN, diameterMm, Map.of(), List.of("given"));
  }
}
