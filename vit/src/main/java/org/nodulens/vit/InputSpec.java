package org.nodulens.vit;

import java.util.List;
import org.nodulens.ct.HounsfieldWindow;

/**
 * What a model sees: the plane it samples around a nodule and how Hounsfield units become pixel
 * values. HU are windowed to 0 ... 1, then less the mean, divided by the standard deviation, and
 * repeated in every channel.
 *
 * @param fieldOfViewMm height of the image in the patient; its width follows from square pixels
 * @param mean one value a channel
 * @param std one value a channel
 * @param views planes whose predictions are averaged
 * @param symmetries of each view, averaged too
 * @param shifts s: of each view s x s planes, moved by fractions of a patch, averaged too
 */
public record InputSpec(
    HounsfieldWindow window,
    List<Double> mean,
    List<Double> std,
    double fieldOfViewMm,
    PixelSize pixels,
    List<View> views,
    List<Symmetry> symmetries,
    int shifts) {

  /** More shifts an axis than this only repeat what their neighbours see. */
  public static final int MOST_SHIFTS = 8;

  /** An input of planes that stay where they are. */
  public InputSpec(
      HounsfieldWindow window,
      List<Double> mean,
      List<Double> std,
      double fieldOfViewMm,
      PixelSize pixels,
      List<View> views,
      List<Symmetry> symmetries) {
    this(window, mean, std, fieldOfViewMm, pixels, views, symmetries, 1);
  }

  public InputSpec {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    views = List.copyOf(views);
    symmetries = List.copyOf(symmetries);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "mean and std need one value a channel, got " + mean.size() + " and " + std.size());
    }
    for (double deviation : std) {
      if (!(deviation > 0)) {
        throw new IllegalArgumentException("std must be > 0, got " + deviation);
      }
    }
    if (!(fieldOfViewMm > 0 && Double.isFinite(fieldOfViewMm))) {
      throw new IllegalArgumentException("field of view must be > 0 mm, got " + fieldOfViewMm);
    }
    if (views.isEmpty() || symmetries.isEmpty()) {
      throw new IllegalArgumentException("at least one view and one symmetry are needed");
    }
    if (shifts < 1 || shifts > MOST_SHIFTS) {
      throw new IllegalArgumentException("shifts must be 1 to " + MOST_SHIFTS + ", got " + shifts);
    }
    if (!pixels.isSquare() && symmetries.stream().anyMatch(Symmetry::transposes)) {
      throw new IllegalArgumentException(
          "an image of " + pixels + " pixels cannot be turned by a quarter");
    }
  }

  public int channels() {
    return mean.size();
  }

  /** Distance between neighbouring pixel centres, mm. */
  public double pixelSpacingMm() {
    return fieldOfViewMm / pixels.rows();
  }

  public InputSpec withSymmetries(List<Symmetry> others) {
    return new InputSpec(window, mean, std, fieldOfViewMm, pixels, views, others, shifts);
  }

  public InputSpec withShifts(int others) {
    return new InputSpec(
        window, mean, std, fieldOfViewMm, pixels, views, symmetries, /* shifts= */ others);
  }
}
