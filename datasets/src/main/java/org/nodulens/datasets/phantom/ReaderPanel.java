package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Four readers, who read every study of a seed. */
public final class ReaderPanel {
  /** As many as in LIDC-IDRI. */
  public static final int READERS = 4;

  private final SimulatedReader[] readers = new SimulatedReader[READERS];

  private ReaderPanel(SeedPath seed) {
    Arrays.setAll(readers, i -> SimulatedReader.draw(seed.child("reader-" + (i + 1))));
  }

  public static ReaderPanel of(PhantomOptions options) {
    return new ReaderPanel(new SeedPath("phantom/" + options.seed()));
  }

  /** All readings of a study, reader by reader; every nodule has one at least. */
  public List<Reading> read(PhantomStudy study) {
    List<Reading> readings = new ArrayList<>();
    for (NoduleTruth nodule : study.nodules()) {
      ReaderContours contours =
          new ReaderContours(
              study.geometry(), new NoduleExtent(nodule, study.thorax()), nodule.center());
      for (int reader = 1; reader <= READERS; reader++) {
        if (sees(reader, nodule)) {
          readings.add(reading(nodule, contours, reader));
        }
      }
    }
    readings.sort(Comparator.comparingInt(Reading::reader).thenComparingInt(Reading::nodule));
    return readings;
  }

  /** What nobody sees by chance, the first reader sees. */
  private boolean sees(int reader, NoduleTruth nodule) {
    if (seesByChance(reader, nodule)) {
      return true;
    }
    for (int other = 1; other <= READERS; other++) {
      if (seesByChance(other, nodule)) {
        return false;
      }
    }
    return reader == 1;
  }

  private boolean seesByChance(int reader, NoduleTruth nodule) {
    return readers[reader - 1].sees(nodule.features(), random(reader, nodule, "sees"));
  }

  private Reading reading(NoduleTruth nodule, ReaderContours contours, int number) {
    SimulatedReader reader = readers[number - 1];
    return new Reading(
        number,
        nodule.number(),
        reader.rate(nodule.features(), random(number, nodule, "rates")),
        contours.drawnBy(reader.hand(random(number, nodule, "draws"))));
  }

  private static SplittableRandom random(int reader, NoduleTruth nodule, String what) {
    return nodule.seed().child("reader-" + reader).child(what).random();
  }
}
