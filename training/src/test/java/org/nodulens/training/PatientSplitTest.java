package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;

class PatientSplitTest {
  private static final int FOLDS = 3;

  @TempDir Path folder;
  private List<CropRecord> crops = List.of();

  @BeforeEach
  void thirty_patients_with_one_to_three_nodules() throws IOException {
    SyntheticCrops set = new SyntheticCrops();
    for (int patient = 0; patient < 30; patient++) {
      for (int nodule = 0; nodule <= patient % 3; nodule++) {
        set.add("patient-" + patient, patient < 9);
      }
    }
    crops = set.write(folder).records();
  }

  private static int stratum(CropRecord crop) {
    return crop.readings(Rating.MALIGNANCY).median() > 3 ? 1 : 0;
  }

  private static PatientSplit split(List<CropRecord> crops, long seed) {
    return PatientSplit.stratified(crops, PatientSplitTest::stratum, FOLDS, seed);
  }

  private static Set<String> patients(List<CropRecord> some) {
    Set<String> patients = new HashSet<>();
    some.forEach(crop -> patients.add(crop.patientId()));
    return patients;
  }

  @Test
  void every_crop_is_held_out_once_and_its_patient_is_then_not_trained_on() {
    PatientSplit split = split(crops, 17);
    List<String> heldOut = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<CropRecord> held = split.heldOut(crops, fold);
      assertThat(patients(split.training(crops, fold))).doesNotContainAnyElementsOf(patients(held));
      held.forEach(crop -> heldOut.add(crop.cropId()));
    }
    assertThat(heldOut)
        .containsExactlyInAnyOrderElementsOf(crops.stream().map(CropRecord::cropId).toList());
  }

  @Test
  void each_fold_has_its_share_of_each_class() {
    for (int fold = 0; fold < FOLDS; fold++) {
      List<CropRecord> held = split(crops, 17).heldOut(crops, fold);
      List<CropRecord> malignant = held.stream().filter(crop -> stratum(crop) == 1).toList();
      assertThat(patients(malignant)).hasSize(3); // 9 of 30 patients over 3 folds
      assertThat(patients(held)).hasSize(10);
    }
  }

  @Test
  void the_seed_decides_whatever_the_order_of_the_crops() {
    List<CropRecord> reversed = new ArrayList<>(crops);
    Collections.reverse(reversed);
    PatientSplit split = split(crops, 17);
    PatientSplit same = split(reversed, 17);
    PatientSplit other = split(crops, 18);
    assertThat(patients(crops)).allMatch(p -> split.foldOf(p) == same.foldOf(p));
    assertThat(patients(crops)).anyMatch(p -> split.foldOf(p) != other.foldOf(p));
  }

  @Test
  void more_folds_than_patients_are_refused() {
    assertThatThrownBy(() -> PatientSplit.stratified(crops, PatientSplitTest::stratum, 31, 1))
        .hasMessage("30 patients cannot be split into 31 folds");
  }
}
