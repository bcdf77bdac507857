package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.Codes;
import org.nodulens.dicom.objects.Measurement;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** Numbers about a nodule as a structured report codes them. */
final class DicomMeasurements {
  private static final double PERCENT = 100;

  private DicomMeasurements() {}

  static List<Measurement> of(MaskMeasures measures) {
    List<Measurement> numbers = new ArrayList<>();
    numbers.add(Measurement.measured(Codes.LONG_AXIS, measures.longAxisMm(), Codes.MM));
    numbers.add(Measurement.measured(Codes.SHORT_AXIS, measures.shortAxisMm(), Codes.MM));
    measures
        .volumeMm3()
        .ifPresent(mm3 -> numbers.add(Measurement.measured(Codes.VOLUME, mm3, Codes.MM3)));
    measures.meanHu().ifPresent(hu -> numbers.add(Measurement.meanHu(hu)));
    return numbers;
  }

  /**
   * Malignancy by DICOM's own code, all else by codes of this program. A calibrated probability
   * stands for the model's own, and the end of a scale for a number beyond it: that number becomes
   * one of the algorithm's parameters.
   */
  static Measurement of(DicomCase.Predicted predicted, Algorithm by) {
    Prediction prediction = predicted.prediction();
    Task task = prediction.task();
    String words = "Predicted " + task.name().replace('_', ' ');
    CodedTerm own = Codes.own(task.name(), words);
    return switch (task.kind()) {
      case BINARY ->
          Measurement.predicted(
              task.name().equals("malignancy") ? Codes.PROBABILITY_OF_CANCER : own,
              PERCENT * predicted.calibrated().orElse(prediction.value()),
              Codes.PERCENT,
              calibrated(by, predicted));
      case REGRESSION ->
          Measurement.predicted(
              own,
              TaskScale.bounded(prediction),
              task.unit().equals("mm") ? Codes.MM : Codes.SCORE,
              bounded(by, prediction));
      case MULTICLASS ->
          Measurement.predicted(
              Codes.own(task.name(), words + ": " + task.classes().get(prediction.output())),
              PERCENT * prediction.probabilities().get(prediction.output()),
              Codes.PERCENT,
              by);
    };
  }

  private static Algorithm calibrated(Algorithm by, DicomCase.Predicted predicted) {
    return with(
        by,
        predicted.calibrated().isEmpty()
            ? "not calibrated"
            : String.format(
                Locale.ROOT,
                "calibrated by Platt's scaling; %.3f before it",
                predicted.prediction().value()));
  }

  private static Algorithm bounded(Algorithm by, Prediction prediction) {
    return TaskScale.isBeyond(prediction)
        ? with(
            by,
            String.format(
                Locale.ROOT, "%.3f before it was bounded to its scale", prediction.value()))
        : by;
  }

  private static Algorithm with(Algorithm by, String parameter) {
    List<String> parameters = new ArrayList<>(by.parameters());
    parameters.add(parameter);
    return new Algorithm(by.name(), by.version(), parameters);
  }
}
