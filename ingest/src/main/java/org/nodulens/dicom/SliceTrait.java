package org.nodulens.dicom;

import java.math.BigDecimal;
import java.util.ArrayList;
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
  private final Function<SliceHeader, Object> value;

  private SliceTrait(String name, Function<SliceHeader, Object> value) {
    this.name = name;
    this.value = value;
  }

  private static SliceTrait written(String name, Tag tag) {
    return new SliceTrait(name, slice -> slice.acquisition().text(tag).orElse("unknown"));
  }

  /** In thousandths of a millimetre: more digits are noise. */
  private static Object thickness(SliceHeader slice) {
    return slice.thicknessMm().isPresent()
        ? Math.rint(slice.thicknessMm().getAsDouble() * 1000) / 1000
        : "unknown";
  }

  /** The slices by value, each kept in order; the values in order too. */
  List<SliceGroup> groups(SliceGroup slices) {
    Map<Object, List<SliceHeader>> byValue = new HashMap<>();
    for (SliceHeader slice : slices.slices()) {
      byValue.computeIfAbsent(value.apply(slice), same -> new ArrayList<>()).add(slice);
    }
    Map<Value, SliceGroup> inOrder = new TreeMap<>();
    byValue.forEach(
        (same, those) ->
            inOrder.put(Value.of(text(same)), slices.narrowed(name + " " + text(same), those)));
    return List.copyOf(inOrder.values());
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
