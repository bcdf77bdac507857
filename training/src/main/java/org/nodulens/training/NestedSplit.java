package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nodulens.cropset.CropRecord;

/**
 * Folds within which validation patients are set apart, all of it stratified. The final model is
 * trained on every crop.
 */
final class NestedSplit {
  /** With fewer training patients than this a fold has no validation: one or two tell nothing. */
  private static final int FEWEST_PATIENTS = 10;

  private static final long FOR_VALIDATION = 7;

  private final List<FoldCrops> folds = new ArrayList<>();

  /**
   * Splits.
   *
   * @throws IllegalArgumentException if there are fewer patients, or nodules, than folds
   */
  NestedSplit(
      List<CropRecord> crops,
      Function<CropRecord, Integer> stratum,
      Splitting splitting,
      long seed) {
    boolean byPatient = splitting.protocol() == Protocol.PATIENTS;
    PatientSplit outer =
        byPatient
            ? PatientSplit.stratified(crops, stratum, splitting.folds(), seed)
            : PatientSplit.byNodule(crops, stratum, splitting.folds(), seed);
    for (int fold = 0; fold < splitting.folds(); fold++) {
      List<CropRecord> rest = outer.training(crops, fold);
      List<CropRecord> heldOut = outer.heldOut(crops, fold);
      long patients = rest.stream().map(CropRecord::patientId).distinct().count();
      if (byPatient && splitting.validationShare() > 0 && patients >= FEWEST_PATIENTS) {
        int parts = Math.max(2, (int) Math.round(1 / splitting.validationShare()));
        PatientSplit inner =
            PatientSplit.stratified(
                rest,
                stratum,
                (int) Math.min(parts, patients),
                Seeds.mix(seed, FOR_VALIDATION, fold));
        folds.add(new FoldCrops(inner.training(rest, 0), inner.heldOut(rest, 0), heldOut));
      } else {
        folds.add(new FoldCrops(rest, List.of(), heldOut));
      }
    }
  }

  FoldCrops fold(int fold) {
    return folds.get(fold);
  }

  List<FoldCrops> folds() {
    return List.copyOf(folds);
  }
}
