package org.nodulens.ct;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How often each HU occurs. Padding is not counted. */
final class HuHistogram {
  private static final int LOWEST = Short.MIN_VALUE;
  private static final int VALUES = 1 << 16;

  /** Peaks are sought in sums over 21 HU. */
  private static final int SMOOTHING = 10;

  /** A peak that is lower than that, of what else is in its range, is a ripple. */
  private static final double BESIDE_FLANK = 0.3;

  /** A value and its neighbours within that stand alone if they are most of those within ten. */
  private static final int NEAR = 3;

  /** Of each HU and all below it. */
  private final long[] cumulative = new long[VALUES + 1];

  private HuHistogram(long[] counts) {
    for (int i = 0; i < VALUES; i++) {
      cumulative[i + 1] = cumulative[i] + counts[i];
    }
  }

  /** Of slices evenly spread over a volume. */
  static HuHistogram ofSample(SliceSource source, int mostSlices) throws IOException {
    long[] counts = new long[VALUES];
    int slices = source.geometry().size().slices();
    int sampled = Math.min(slices, mostSlices);
    for (int i = 0; i < sampled; i++) {
      int slice = (int) ((2L * i + 1) * slices / (2L * sampled));
      add(source.slices(slice, 1).slice(0), counts);
    }
    return new HuHistogram(counts);
  }

  static HuHistogram of(List<short[]> slices) {
    long[] counts = new long[VALUES];
    slices.forEach(slice -> add(slice, counts));
    return new HuHistogram(counts);
  }

  private static void add(short[] slice, long[] counts) {
    for (short hu : slice) {
      if (hu != CtVolume.PADDING_HU) {
        counts[hu - LOWEST]++;
      }
    }
  }

  long total() {
    return cumulative[VALUES];
  }

  /** Voxels from one HU to another, both included. */
  long count(int lowestHu, int highestHu) {
    return cumulative[Math.min(highestHu, Short.MAX_VALUE) - LOWEST + 1]
        - cumulative[Math.max(lowestHu, LOWEST) - LOWEST];
  }

  double share(long count) {
    return total() == 0 ? 0 : (double) count / total();
  }

  /** The highest peak of a range; empty if there is none, or little beside a flank of another. */
  OptionalInt peak(int lowestHu, int highestHu) {
    long highest = 0;
    long most = 0;
    int best = 0;
    for (int hu = lowestHu; hu <= highestHu; hu++) {
      highest = Math.max(highest, around(hu));
      if (around(hu) > most && isPeak(hu)) {
        most = around(hu);
        best = hu;
      }
    }
    return most > 0 && most >= BESIDE_FLANK * highest
        ? OptionalInt.of(middle(best))
        : OptionalInt.empty();
  }

  /** The first peak from an HU upwards that holds a share of all voxels. */
  OptionalInt darkestPeak(int fromHu, double share) {
    return IntStream.rangeClosed(fromHu, Short.MAX_VALUE)
        .filter(hu -> share(around(hu)) >= share && isPeak(hu))
        .map(this::middle)
        .findFirst();
  }

  /** The last such peak. */
  OptionalInt brightestPeak(double share) {
    return IntStream.rangeClosed(LOWEST, Short.MAX_VALUE)
        .map(up -> LOWEST + Short.MAX_VALUE - up)
        .filter(hu -> share(around(hu)) >= share && isPeak(hu))
        .map(this::middle)
        .findFirst();
  }

  private boolean isPeak(int hu) {
    long here = around(hu);
    for (int step = 1; step <= 2 * SMOOTHING; step++) {
      if (around(hu - step) > here || around(hu + step) > here) {
        return false;
      }
    }
    return here > 0;
  }

  private long around(int hu) {
    return count(hu - SMOOTHING, hu + SMOOTHING);
  }

  /** The mean around a peak: a spike is found where it is, and not up to ten HU beside. */
  private int middle(int peakHu) {
    double sum = 0;
    for (int hu = peakHu - SMOOTHING; hu <= peakHu + SMOOTHING; hu++) {
      sum += (double) hu * count(hu, hu);
    }
    return (int) Math.round(sum / around(peakHu));
  }

  /**
   * Voxels below an HU, but for values that stand alone: what fills the corners outside the scan's
   * circle is no measurement, though the header may not call it padding. Near-lossless compression
   * may have moved it by up to {@value #NEAR} HU.
   */
  long countBelow(int hu) {
    long sum = 0;
    for (int value = LOWEST; value < hu; value++) {
      long count = count(value, value);
      sum += 2 * count(value - NEAR, value + NEAR) <= around(value) ? count : 0;
    }
    return sum;
  }

  /** The most voxels of one HU. */
  long commonest() {
    long most = 0;
    for (int i = 0; i < VALUES; i++) {
      most = Math.max(most, count(LOWEST + i, LOWEST + i));
    }
    return most;
  }
}
