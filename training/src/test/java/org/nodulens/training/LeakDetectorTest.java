package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;

class LeakDetectorTest {
  @TempDir Path folder;

  private static void checkFirstAgainstSecond(List<CropRecord> crops) throws LeakException {
    LeakDetector.check(crops.subList(0, 1), crops.subList(1, 2));
  }

  @Test
  void strangers_may_stand_on_two_sides() throws Exception {
    List<CropRecord> crops =
        new SyntheticCrops().add("a", true).add("b", true).write(folder).records();
    assertThatCode(() -> checkFirstAgainstSecond(crops)).doesNotThrowAnyException();
  }

  @Test
  void a_patient_on_two_sides_is_found() throws Exception {
    List<CropRecord> crops =
        new SyntheticCrops().add("a", true).add("a", false).write(folder).records();
    assertThatThrownBy(() -> checkFirstAgainstSecond(crops))
        .isInstanceOf(LeakException.class)
        .hasMessageStartingWith("crops n0 and n1 have the same patient");
  }

  @Test
  void the_same_pixels_under_another_patients_name_fail_the_run() throws Exception {
    SyntheticCrops set = new SyntheticCrops();
    for (int p = 0; p < 8; p++) {
      set.add("patient-" + p, p % 2 == 0);
    }
    set.add("patient-8", true).withPixelsOf(0);
    // nine folds of nine patients: every patient is alone, so the two copies are apart
    TrainingOptions options =
        new TrainingOptions(List.of("malignancy"), new Layers.Head(), 9, 1, 1);
    TrainingRun run =
        new TrainingRun(
            set.write(folder.resolve("crops")),
            SyntheticCrops.tinyVit(),
            options,
            TrainingListener.NONE);
    assertThatThrownBy(() -> run.run(folder.resolve("model")))
        .isInstanceOf(LeakException.class)
        .hasMessageContaining("have the same pixel content");
  }
}
