package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.cropset.CropRecord;

/**
 * The crops of some patients.
 *
 * @param crops in the set's order
 * @param patients how many
 * @param ofPatients how many the set has
 * @param ofCrops how many crops the set has
 */
public record BenchmarkSample(List<CropRecord> crops, int patients, int ofPatients, int ofCrops) {
  public BenchmarkSample {
    crops = List.copyOf(crops);
  }

  /**
   * All crops of some patients, drawn at random.
   *
   * @param patients at most so many
   */
  public static BenchmarkSample draw(List<CropRecord> crops, int patients, long seed) {
    Set<String> known = new TreeSet<>();
    crops.forEach(crop -> known.add(patient(crop)));
    List<String> order = new ArrayList<>(known);
    Collections.shuffle(order, new Random(seed));
    int drawn = Math.min(patients, order.size());
    Set<String> chosen = new HashSet<>(order.subList(0, drawn));
    return new BenchmarkSample(
        crops.stream().filter(crop -> chosen.contains(patient(crop))).toList(),
        drawn,
        order.size(),
        crops.size());
  }

  /** By what crops belong together: an unknown patient's crop stands for itself. */
  static String patient(CropRecord crop) {
    return crop.patientId().isEmpty() ? crop.cropId() : crop.patientId();
  }

  /** One crop each of at most so many patients. */
  public Set<String> oneCropEach(int most) {
    Set<String> seen = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (CropRecord crop : crops) {
      if (ids.size() < most && seen.add(patient(crop))) {
        ids.add(crop.cropId());
      }
    }
    return ids;
  }
}
