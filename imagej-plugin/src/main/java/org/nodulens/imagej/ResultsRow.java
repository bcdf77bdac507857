package org.nodulens.imagej;

import ij.measure.ResultsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nodulens.evaluation.Calibrator;
import org.nodulens.evaluation.ModelCalibration;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** A nodule in ImageJ's table of results. */
final class ResultsRow {
  private ResultsRow() {}

  static void add(ExplainedNodule nodule) {
    ResultsTable table = ResultsTable.getResultsTable();
    Prediction prediction = nodule.prediction();
    table.incrementCounter();
    table.setPrecision(4);
    table.addLabel(nodule.image().getTitle());
    table.addValue("Slice", nodule.selection().stackSlice());
    table.addValue("X_mm", nodule.center().xMm());
    table.addValue("Y_mm", nodule.center().yMm());
    table.addValue("Z_mm", nodule.center().zMm());
    table.addValue("Task", prediction.task().name());
    table.addValue("Prediction", prediction.value());
    table.addValue("Unit", prediction.task().unit());
    table.addValue("Calibrated", calibrated(nodule).orElse(Double.NaN)); // else ImageJ says 0
    table.addValue("Estimator", nodule.maps().method().id());
    table.addValue("Map_min", nodule.maps().minimum());
    table.addValue("Map_max", nodule.maps().maximum());
    Optional<MaskMeasures> measures = nodule.placed().segmented().measures();
    table.addValue("Long_axis_mm", measures.map(MaskMeasures::longAxisMm).orElse(Double.NaN));
    table.addValue("Model", nodule.network().model() + " " + nodule.network().name());
    table.addValue("Trust", trust(nodule));
    table.show("Results");
  }

  private static Optional<Double> calibrated(ExplainedNodule nodule) {
    return nodule.task().kind() == Task.Kind.BINARY
        ? ModelCalibration.platt(nodule.network().description(), nodule.task())
            .map(platt -> platt.probability(nodule.prediction().value()))
        : Optional.empty();
  }

  /** {@code ok}, or what is in doubt. */
  static String trust(ExplainedNodule nodule) {
    List<String> doubts = new ArrayList<>(nodule.placed().doubts());
    if (!nodule.hasViewInSlices()) {
      doubts.add("map-not-in-slices"); // and so there is no overlay
    }
    return doubts.isEmpty() ? "ok" : String.join(" ", doubts);
  }

  /** The prediction in words, with what its number means. */
  static String text(ExplainedNodule nodule) {
    Prediction prediction = nodule.prediction();
    String text =
        String.format(
            Locale.ROOT,
            "%s%s %.3f %s",
            nodule.hasViewInSlices() ? "" : "no overlay in slices like these; ",
            prediction.task().name(),
            prediction.value(),
            prediction.task().unit());
    Optional<Calibrator> platt =
        ModelCalibration.platt(nodule.network().description(), nodule.task());
    return calibrated(nodule)
        .map(p -> text + String.format(Locale.ROOT, ", %.3f after Platt's scaling", p))
        .orElse(
            nodule.task().kind() == Task.Kind.BINARY && platt.isEmpty()
                ? text + ", not calibrated"
                : text);
  }
}
