package org.nodulens.ct;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether the values of a CT volume can be HU: air lies at -1000 by definition, lung at about -950
 * to -700, fat at about -100, blood and muscle at about 0 to 80. Told from a few slices.
 *
 * <p>A volume of people has soft tissue, and air around it or lung in it: a crop without air
 * outside passes by its lung, a head or an abdomen by the air around it. What has neither, or no
 * soft tissue, is implausible: values that were stored without rescale, rescaled twice or inverted,
 * other modalities, cone-beam values that are not calibrated.
 *
 * @param airHu peak of air, if there is one
 * @param lungHu peak of lung, if there is one: in emphysema it is but the flank of air's
 * @param softTissueHu peak of blood and muscle; where there is none, of fat
 * @param fault why the values cannot be HU; empty if they can, or if there are too few to tell
 */
public record HuCheck(
    OptionalInt airHu, OptionalInt lungHu, OptionalInt softTissueHu, Optional<String> fault) {
  private static final int MOST_SLICES = 9;

  /** Fewer are no image of a person. */
  private static final int FEWEST_VOXELS = 10_000;

  /** A tissue is there if it has that share of the voxels. */
  private static final double PRESENT = 0.03;

  private static final HuRange AIR = new HuRange(-1150, -951);
  private static final HuRange LUNG = new HuRange(-950, -601);
  private static final HuRange AIR_OR_LUNG = new HuRange(-1150, -601);
  private static final HuRange FAT = new HuRange(-150, -11);
  private static final HuRange MUSCLE = new HuRange(-10, 130);

  /** Wide enough for noisy images. */
  private static final HuRange SOFT_TISSUE = new HuRange(-200, 200);

  /** Air is not that dark, whatever its noise. */
  private static final int DARKER_THAN_AIR_HU = -1150;

  private static final double MANY = 0.05;
  private static final double ALL = 0.999;

  /** What is mostly added to HU to store them. */
  private static final int OFFSET_HU = 1024;

  /** HU as they lie from one value to another, both included. */
  private record HuRange(int lowest, int highest) {
    boolean isIn(HuHistogram histogram) {
      return histogram.share(histogram.count(lowest, highest)) >= PRESENT;
    }

    OptionalInt peak(HuHistogram histogram) {
      return isIn(histogram) ? histogram.peak(lowest, highest) : OptionalInt.empty();
    }

    HuRange movedBy(int hu) {
      return new HuRange(lowest + hu, highest + hu);
    }
  }

  /** Looks at up to nine slices, evenly spread. */
  public static HuCheck of(SliceSource source) throws IOException {
    return of(HuHistogram.ofSample(source, MOST_SLICES));
  }

  static HuCheck of(HuHistogram histogram) {
    OptionalInt muscle = MUSCLE.peak(histogram);
    OptionalInt softTissue = muscle.isPresent() ? muscle : FAT.peak(histogram);
    return new HuCheck(
        AIR.peak(histogram), LUNG.peak(histogram), softTissue, fault(histogram, softTissue));
  }

  public boolean isPlausible() {
    return fault.isEmpty();
  }

  private static Optional<String> fault(HuHistogram histogram, OptionalInt softTissue) {
    if (histogram.total() == 0) {
      return Optional.of("all voxels are padding");
    }
    if (histogram.total() < FEWEST_VOXELS) {
      return Optional.empty();
    }
    if (histogram.share(histogram.commonest()) > ALL) {
      return Optional.of("all voxels have the same value");
    }
    if (!AIR_OR_LUNG.isIn(histogram)) {
      return Optional.of(
          "no air near -1000 HU and no lung near -850 HU: the darkest peak is at "
              + text(histogram.darkestPeak(DARKER_THAN_AIR_HU, PRESENT))
              + likely(histogram));
    }
    if (softTissue.isEmpty() || !SOFT_TISSUE.isIn(histogram)) {
      return Optional.of(
          "no soft tissue near 40 HU: the brightest peak is at "
              + text(histogram.brightestPeak(PRESENT))
              + likely(histogram));
    }
    double dark = histogram.share(histogram.countBelow(DARKER_THAN_AIR_HU));
    return dark >= MANY
        ? Optional.of(
            String.format(Locale.ROOT, "%.0f %% of the voxels are darker than air", 100 * dark))
        : Optional.empty();
  }

  private static String text(OptionalInt peak) {
    return peak.isPresent() ? peak.getAsInt() + " HU" : "no HU in particular";
  }

  /** What would explain it. */
  private static String likely(HuHistogram histogram) {
    if (AIR_OR_LUNG.movedBy(OFFSET_HU).isIn(histogram)
        && SOFT_TISSUE.movedBy(OFFSET_HU).isIn(histogram)) {
      return " (as if stored without rescale, or inverted)";
    }
    boolean twice =
        AIR_OR_LUNG.movedBy(-OFFSET_HU).isIn(histogram)
            && SOFT_TISSUE.movedBy(-OFFSET_HU).isIn(histogram);
    return twice ? " (as if rescaled twice)" : "";
  }
}
