package org.nodulens.imagej;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;

/** How axial slices lie that do not say it themselves; the patient's left is on the right. */
enum StackOrder {
  HEAD_FIRST("axial, head first", -1),
  FEET_FIRST("axial, feet first", 1);

  /** What a form says as long as nobody has said anything. */
  static final String UNKNOWN = "not known";

  private final String text;
  private final int towardsHead;

  StackOrder(String text, int towardsHead) {
    this.text = text;
    this.towardsHead = towardsHead;
  }

  static List<String> texts() {
    return List.of(UNKNOWN, HEAD_FIRST.text, FEET_FIRST.text);
  }

  /** Empty for {@link #UNKNOWN}. */
  static Optional<StackOrder> ofText(String text) {
    return Arrays.stream(values()).filter(order -> order.text.equals(text)).findFirst();
  }

  /** Columns to the patient's left, rows to posterior, slices in the stack's order. */
  VoxelAxes axes(VoxelSpacing spacing) {
    VoxelAxes upwards = VoxelAxes.alongPatient(spacing);
    PatientVector slice = upwards.slice().times(towardsHead);
    return new VoxelAxes(upwards.column(), upwards.row(), slice);
  }
}
