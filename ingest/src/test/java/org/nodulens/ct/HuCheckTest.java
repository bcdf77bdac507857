package org.nodulens.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuCheckTest {
  private static final int VOXELS = 40_000;

  /** Voxels of some tissues. */
  private static final class Tissues {
    private final Random random = new Random(7);
    private final List<Short> voxels = new ArrayList<>();

    Tissues with(double share, double meanHu, double noiseHu) {
      for (int i = 0; i < share * VOXELS; i++) {
        voxels.add((short) Math.rint(meanHu + noiseHu * random.nextGaussian()));
      }
      return this;
    }

    HuCheck check() {
      return check(hu -> hu);
    }

    HuCheck check(IntUnaryOperator fault) {
      short[] slice = new short[voxels.size()];
      for (int i = 0; i < slice.length; i++) {
        short hu = voxels.get(i);
        slice[i] = hu == CtVolume.PADDING_HU ? hu : (short) fault.applyAsInt(hu);
      }
      return HuCheck.of(HuHistogram.of(List.of(slice)));
    }
  }

  private static Tissues chest(double noiseHu) {
    return new Tissues()
        .with(0.4, -1000, noiseHu / 2)
        .with(0.22, -860, 40 + noiseHu)
        .with(0.15, -105, noiseHu)
        .with(0.2, 45, noiseHu)
        .with(0.03, 400, 200);
  }

  @ParameterizedTest
  @CsvSource({"5", "20", "60", "120"})
  void a_chest_is_plausible_however_noisy(double noiseHu) {
    assertThat(chest(noiseHu).check().fault()).isEmpty();
  }

  @Test
  void peaks_are_found_where_they_are() {
    HuCheck check = chest(15).check();
    assertThat(check.airHu().orElseThrow()).isCloseTo(-1000, within(5));
    assertThat(check.lungHu().orElseThrow()).isCloseTo(-860, within(25));
    assertThat(check.softTissueHu().orElseThrow()).isCloseTo(45, within(5));
  }

  @Test
  void values_without_noise_are_judged_as_well() {
    Tissues drawn = new Tissues().with(0.5, -1000, 0).with(0.3, -850, 0).with(0.2, 40, 0);
    HuCheck check = drawn.check();
    assertThat(check.isPlausible()).isTrue();
    assertThat(check.airHu()).hasValue(-1000);
    assertThat(check.lungHu()).hasValue(-850);
    assertThat(check.softTissueHu()).hasValue(40);
    assertThat(drawn.check(hu -> hu + 1024).isPlausible()).isFalse();
    assertThat(drawn.check(hu -> hu - 1024).isPlausible()).isFalse();
  }

  @Test
  void a_crop_with_lung_and_no_air_outside_is_plausible() {
    HuCheck check = new Tissues().with(0.9, -830, 60).with(0.1, 40, 30).check();
    assertThat(check.fault()).isEmpty();
    assertThat(check.airHu()).isEmpty();
    assertThat(check.lungHu().orElseThrow()).isCloseTo(-830, within(25));
  }

  @Test
  void a_head_or_an_abdomen_with_air_around_it_is_plausible() {
    assertThat(new Tissues().with(0.5, -1000, 10).with(0.5, 35, 15).check().fault()).isEmpty();
    // Fat outweighs muscle.
    HuCheck obese = new Tissues().with(0.3, -1000, 10).with(0.67, -105, 20).check();
    assertThat(obese.fault()).isEmpty();
    assertThat(obese.softTissueHu().orElseThrow()).isCloseTo(-105, within(8));
  }

  @ParameterizedTest
  @CsvSource({"-1024", "-2000", "-2048", "-3024", "0"})
  void what_fills_the_corners_outside_the_circle_is_no_fault(int fillHu) {
    assertThat(chest(20).with(0.27, fillHu, 0).check().fault()).isEmpty();
    // Nor is what the header calls padding.
    assertThat(chest(20).with(0.27, CtVolume.PADDING_HU, 0).check().fault()).isEmpty();
  }

  /** As JPEG-LS does with NEAR = 1 to 3; noise that is as dark is still a fault. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void corners_that_near_lossless_compression_has_moved_are_no_fault_either(int near) {
    Tissues moved = chest(20);
    for (int by = -near; by <= near; by++) {
      moved.with(0.27 / (2 * near + 1), -3024 + by, 0);
    }
    assertThat(moved.check().fault()).isEmpty();
    assertThat(chest(20).with(0.27, -3024, 20).check().fault().orElseThrow())
        .endsWith("% of the voxels are darker than air");
  }

  @Test
  void values_without_rescale_are_told() {
    HuCheck check = chest(12).check(hu -> hu + 1024);
    assertThat(check.fault().orElseThrow())
        .matches(
            "no air near -1000 HU and no lung near -850 HU: the darkest peak is at 2\\d HU"
                + " \\(as if stored without rescale, or inverted\\)");
    assertThat(check.airHu()).isEmpty();
    // Whatever fills the corners.
    assertThat(chest(12).with(0.27, -3024, 0).check(hu -> hu + 1024).fault().orElseThrow())
        .contains("the darkest peak is at 2");
    assertThat(chest(12).with(0.27, -1024, 0).check(hu -> hu + 1024).isPlausible()).isFalse();
  }

  @Test
  void values_that_were_rescaled_twice_are_told() {
    assertThat(chest(12).check(hu -> hu - 1024).fault().orElseThrow())
        .startsWith("no soft tissue near 40 HU: the brightest peak is at -9")
        .endsWith(" HU (as if rescaled twice)");
  }

  @Test
  void inverted_values_are_told() {
    assertThat(chest(12).check(hu -> -hu).fault().orElseThrow()).endsWith(", or inverted)");
    assertThat(chest(12).check(hu -> 2047 - hu).isPlausible()).isFalse();
  }

  @Test
  void other_scales_are_told() {
    // Magnetic resonance: noise around 0 outside, tissues at some hundreds.
    Tissues resonance = new Tissues().with(0.4, 15, 8).with(0.4, 250, 60).with(0.2, 600, 100);
    assertThat(resonance.check().fault().orElseThrow()).startsWith("no air near -1000 HU");
    assertThat(resonance.check(hu -> hu - 1024).fault().orElseThrow())
        .startsWith("no soft tissue near 40 HU");
    // Cone-beam CT that is not calibrated, and a slope that is wrong by two.
    Tissues coneBeam = new Tissues().with(0.5, -980, 40).with(0.5, -330, 60);
    assertThat(coneBeam.check().fault().orElseThrow()).startsWith("no soft tissue near 40 HU");
    assertThat(chest(12).check(hu -> 2 * (hu + 1024) - 1024).isPlausible()).isFalse();
    assertThat(chest(12).check(hu -> (hu + 1024) / 2 - 1024).isPlausible()).isFalse();
  }

  @Test
  void much_that_is_darker_than_air_is_told() {
    HuCheck check = chest(12).with(0.2, -1400, 60).check();
    assertThat(check.fault().orElseThrow()).matches("\\d+ % of the voxels are darker than air");
  }

  @Test
  void a_volume_of_one_value_or_of_padding_is_no_image() {
    assertThat(new Tissues().with(1, 40, 0).check().fault())
        .contains("all voxels have the same value");
    assertThat(new Tissues().with(1, CtVolume.PADDING_HU, 0).check().fault())
        .contains("all voxels are padding");
  }

  @Test
  void of_a_few_voxels_nothing_is_said() {
    assertThat(new Tissues().with(0.2, 24, 3).check().fault()).isEmpty();
  }

  @Test
  void nine_slices_tell_of_a_volume_and_no_more_are_read() throws Exception {
    List<Integer> read = new ArrayList<>();
    VoxelAxes axes = VoxelAxes.alongPatient(VoxelSpacing.isotropic(1));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(64, 64, 300), PatientPoint.ORIGIN, axes);
    SliceSource source =
        new SliceSource() {
          @Override
          public VolumeGeometry geometry() {
            return geometry;
          }

          @Override
          public CtVolume slices(int first, int count) {
            read.add(first);
            assertThat(count).isEqualTo(1);
            short[] slice = new short[64 * 64];
            for (int i = 0; i < slice.length; i++) {
              slice[i] = (short) (i % 2 == 0 ? -1000 : 40);
            }
            return new CtVolume(
                new VolumeGeometry(new GridSize(64, 64, 1), PatientPoint.ORIGIN, axes),
                new short[][] {slice});
          }
        };
    assertThat(HuCheck.of(source).isPlausible()).isTrue();
    // (2 i + 1) * 300 / 18
    assertThat(read).containsExactly(16, 50, 83, 116, 150, 183, 216, 250, 283);
  }
}
