package org.nodulens.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nodulens.cropset.CropRecord;

/** Finds what is on both sides of a split. Runs before every training. */
public final class LeakDetector {
  private LeakDetector() {}

  /**
   * Compares two sides by patient, by series and by pixel content.
   *
   * @throws LeakException if they share any
   */
  public static void check(List<CropRecord> training, List<CropRecord> heldOut)
      throws LeakException {
    check("patient", CropRecord::patientId, training, heldOut);
    check("series", CropRecord::seriesUid, training, heldOut);
    check("pixel content", CropRecord::sha256, training, heldOut);
  }

  /** Of the crops held out, the share whose patient has another crop in training. */
  public static double sharedPatients(List<CropRecord> training, List<CropRecord> heldOut) {
    Set<String> seen = new HashSet<>();
    training.forEach(crop -> seen.add(crop.patientId()));
    long shared = heldOut.stream().filter(crop -> seen.contains(crop.patientId())).count();
    return heldOut.isEmpty() ? 0 : (double) shared / heldOut.size();
  }

  private static void check(
      String what,
      Function<CropRecord, String> key,
      List<CropRecord> training,
      List<CropRecord> heldOut)
      throws LeakException {
    Map<String, CropRecord> seen = new HashMap<>();
    for (CropRecord crop : training) {
      seen.putIfAbsent(key.apply(crop), crop);
    }
    for (CropRecord crop : heldOut) {
      CropRecord twin = seen.get(key.apply(crop));
      if (twin != null && !key.apply(crop).isEmpty()) {
        throw new LeakException(
            "crops "
                + twin.cropId()
                + " and "
                + crop.cropId()
                + " have the same "
                + what
                + ", but one would be trained on and the other held out; figures would be worth"
                + " nothing");
      }
    }
  }
}
