package org.nodulens.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.nodulens.cropset.CropRecord;

/**
 * Crops in K folds, all crops of a patient in the same one. Patients are dealt out stratum by
 * stratum, so that each fold has its share of each; the same crops and seed give the same folds.
 */
public final class PatientSplit {
  private final int folds;
  private final Function<CropRecord, String> group;
  private final Map<String, Integer> foldOfPatient;

  private PatientSplit(
      int folds, Function<CropRecord, String> group, Map<String, Integer> foldOfPatient) {
    this.folds = folds;
    this.group = group;
    this.foldOfPatient = Collections.unmodifiableMap(foldOfPatient);
  }

  /**
   * Deals patients out.
   *
   * @param stratum a crop's stratum; a patient belongs to the greatest of its crops'
   * @throws IllegalArgumentException if there are fewer patients than folds
   */
  public static PatientSplit stratified(
      List<CropRecord> crops, Function<CropRecord, Integer> stratum, int folds, long seed) {
    return dealt(crops, CropRecord::patientId, stratum, new Random(seed), folds);
  }

  /** Deals nodules out, whoever's they are: what {@link Protocol#PAPER} does. */
  static PatientSplit byNodule(
      List<CropRecord> crops, Function<CropRecord, Integer> stratum, int folds, long seed) {
    return dealt(crops, CropRecord::cropId, stratum, new Random(seed), folds);
  }

  private static PatientSplit dealt(
      List<CropRecord> crops,
      Function<CropRecord, String> group,
      Function<CropRecord, Integer> stratum,
      Random random,
      int folds) {
    Map<String, Integer> strata = new TreeMap<>(); // by patient, whatever the order of the crops
    Map<String, Integer> cropCounts = new TreeMap<>();
    for (CropRecord crop : crops) {
      strata.merge(group.apply(crop), stratum.apply(crop), Math::max);
      cropCounts.merge(group.apply(crop), 1, Integer::sum);
    }
    if (folds < 2 || strata.size() < folds) {
      throw new IllegalArgumentException(
          strata.size() + " patients cannot be split into " + folds + " folds");
    }
    Map<Integer, List<String>> patients = new TreeMap<>(Comparator.reverseOrder());
    strata.forEach(
        (patient, s) -> patients.computeIfAbsent(s, key -> new ArrayList<>()).add(patient));
    Map<String, Integer> foldOfPatient = new LinkedHashMap<>();
    int[] cropsOfFold = new int[folds];
    for (List<String> some : patients.values()) {
      Collections.shuffle(some, random);
      deal(some, cropCounts, cropsOfFold, foldOfPatient);
    }
    return new PatientSplit(folds, group, foldOfPatient);
  }

  /** Round after round, each fold once a round, the fold with the fewest crops first. */
  private static void deal(
      List<String> patients,
      Map<String, Integer> cropCounts,
      int[] cropsOfFold,
      Map<String, Integer> foldOfPatient) {
    List<Integer> round = new ArrayList<>();
    for (String patient : patients) {
      if (round.isEmpty()) {
        for (int fold = 0; fold < cropsOfFold.length; fold++) {
          round.add(fold);
        }
        round.sort(Comparator.comparingInt(fold -> cropsOfFold[fold]));
      }
      int fold = round.remove(0);
      foldOfPatient.put(patient, fold);
      cropsOfFold[fold] += cropCounts.getOrDefault(patient, 0);
    }
  }

  public int folds() {
    return folds;
  }

  /** The fold that holds a patient out. */
  public int foldOf(String patientId) {
    Integer fold = foldOfPatient.get(patientId);
    if (fold == null) {
      throw new IllegalArgumentException("a patient that is not in the split");
    }
    return fold;
  }

  /** The crops that a fold's model is trained on, in order. */
  public List<CropRecord> training(List<CropRecord> crops, int fold) {
    return crops.stream().filter(crop -> foldOf(group.apply(crop)) != fold).toList();
  }

  /** The crops that a fold's model has not seen, in order. */
  public List<CropRecord> heldOut(List<CropRecord> crops, int fold) {
    return crops.stream().filter(crop -> foldOf(group.apply(crop)) == fold).toList();
  }
}
