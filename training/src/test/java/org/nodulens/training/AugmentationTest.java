package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.InputSpec;

class AugmentationTest {
  @TempDir static Path folder;

  private static CropSet set() throws IOException {
    return CropSet.open(folder.resolve("crops"));
  }

  @BeforeEach
  void two_crops_of_40_mm() throws IOException {
    if (!folder.resolve("crops").toFile().exists()) {
      SyntheticCrops.brightAndDark(folder.resolve("crops"), 2);
    }
  }

  private static InputSpec input() throws IOException {
    return InputOfPreset.of(SyntheticCrops.tinyVit().config(), set(), set().records());
  }

  private static float[] drawn(Augmentation augmentation, long seed) throws IOException {
    CropRecord crop = set().records().get(0);
    CtVolume volume = set().volume(crop);
    PatientPoint center = set().center(crop);
    return augmentation.pixels(new InputSampler(input()), volume, center, new Random(seed));
  }

  @Test
  void no_shift_brings_in_what_lies_outside_the_crop() throws Exception {
    // 32 mm in a crop of 40 mm may move by 4 mm; 9 mm are asked for. Lung is -850 HU or more here,
    // outside would be -1024; -900 HU is 100 / 1400 of the window from -1000 to 400.
    double lowest = (100.0 / 1400 - input().mean().get(0)) / input().std().get(0);
    for (int seed = 0; seed < 100; seed++) {
      for (float pixel : drawn(new Augmentation(9, 0, 0), seed)) {
        assertThat((double) pixel).isGreaterThan(lowest);
      }
    }
  }

  @Test
  void the_seed_draws_the_image() throws Exception {
    assertThat(drawn(Augmentation.DEFAULT, 7))
        .isEqualTo(drawn(Augmentation.DEFAULT, 7))
        .isNotEqualTo(drawn(Augmentation.DEFAULT, 8));
  }
}
