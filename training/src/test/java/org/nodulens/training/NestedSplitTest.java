package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;

class NestedSplitTest {
  @TempDir private Path folder;

  /** Two nodules a patient, bright and dark patients in turn. */
  private List<CropRecord> crops(int patients) throws IOException {
    SyntheticCrops set = new SyntheticCrops();
    for (int p = 0; p < patients; p++) {
      set.add("patient-" + p, p % 2 == 0).add("patient-" + p, p % 2 == 0);
    }
    return set.write(folder.resolve("crops")).records();
  }

  private static int bright(CropRecord crop) {
    return crop.cropId().hashCode() % 2 == 0 ? 1 : 0;
  }

  private static Set<String> patients(List<CropRecord> crops) {
    return crops.stream().map(CropRecord::patientId).collect(Collectors.toSet());
  }

  @Test
  void every_fold_has_validation_patients_apart_from_training_and_held_out_ones() throws Exception {
    List<CropRecord> crops = crops(50);
    NestedSplit split = new NestedSplit(crops, NestedSplitTest::bright, Splitting.usual(5), 3);
    List<CropRecord> heldOut = new ArrayList<>();
    for (FoldCrops fold : split.folds()) {
      fold.requireApart();
      assertThat(patients(fold.heldOut())).hasSize(10);
      assertThat(patients(fold.validation())).hasSize(4); // a tenth of 40
      assertThat(patients(fold.training())).hasSize(36);
      heldOut.addAll(fold.heldOut());
    }
    assertThat(heldOut).containsExactlyInAnyOrderElementsOf(crops);
  }

  @Test
  void few_patients_are_all_trained_on() throws Exception {
    NestedSplit split = new NestedSplit(crops(12), NestedSplitTest::bright, Splitting.usual(4), 3);
    assertThat(split.folds()).allMatch(fold -> fold.validation().isEmpty());
  }

  @Test
  void the_papers_folds_share_patients_and_the_share_is_known() throws Exception {
    Splitting paper = new Splitting(Protocol.PAPER, 5, 0.1);
    NestedSplit split = new NestedSplit(crops(50), NestedSplitTest::bright, paper, 3);
    for (FoldCrops fold : split.folds()) {
      assertThat(fold.heldOut()).hasSize(20);
      Set<String> seen = patients(fold.training());
      long shared = fold.heldOut().stream().filter(crop -> seen.contains(crop.patientId())).count();
      assertThat(LeakDetector.sharedPatients(fold.training(), fold.heldOut()))
          .isEqualTo(shared / 20.0)
          .isGreaterThan(0.5); // the twin is in training in four of five cases
    }
  }
}
