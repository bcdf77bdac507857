package org.nodulens.dicom;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What may tell the slices of one volume from those of another under the same series UID. */
final class SliceTrait {
  /**
   * In the order in which they are tried. The time comes last: slices of one volume often differ in
   * it.
   */
  static final List<SliceTrait> ALL =
      List.of(
          written("image type", Tag.IMAGE_TYPE),
          written("kernel", Tag.CONVOLUTION_KERNEL),
          written("acquisition", Tag.ACQUISITION_NUMBER),
          new SliceTrait("thickness in mm:", SliceTrait::thickness),
          written("tube voltage", Tag.KVP),
          written("temporal position", Tag.TEMPORAL_POSITION),
          written("trigger time", Tag.TRIGGER_TIME),
          written("frame of reference", Tag.FRAME_OF_REFERENCE_UID),
          written("acquisition time", Tag.ACQUISITION_TIME));

  /** Numbers by their value, before all other text. */
  private record Value(double number, String text) implements Comparable<Value> {
    static Value of(String text) {
      return new Value(SliceTrait.number(text), text);
    }

    @Override
    public int compareTo(Value other) {
      int byNumber = Double.compare(number, other.number);
      return byNumber == 0 ? text.compareTo(other.text) : byNumber;
    }
  }

  private final String name;
  private final Function<SliceHeader, String> value;

  private SliceTrait(String name, Function<SliceHeader, String> value) {
    this.name = name;
    this.value = value;
  }

  private static SliceTrait written(String name, Tag tag) {
    return new SliceTrait(name, slice -> slice.acquisition().text(tag).orElse("unknown"));
  }

  private static String thickness(SliceHeader slice) {
    return slice.thicknessMm().isPresent()
        ? BigDecimal.valueOf(slice.thicknessMm().getAsDouble())
            .setScale(3, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        : "unknown";
  }

  /** The slices by value, each kept in order; the values in order too. */
  List<SliceGroup> groups(SliceGroup slices) {
    Map<String, SliceGroup> byText = new HashMap<>();
    for (SliceHeader slice : slices.slices()) {
      byText
          .computeIfAbsent(value.apply(slice), text -> slices.narrowed(name + " " + text))
          .slices()
          .add(slice);
    }
    Map<Value, SliceGroup> byValue = new TreeMap<>();
    byText.forEach((text, group) -> byValue.put(Value.of(text), group));
    return List.copyOf(byValue.values());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
