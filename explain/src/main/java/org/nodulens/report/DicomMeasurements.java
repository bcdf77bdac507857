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
   * stands for the model's own, which becomes one of the algorithm's parameters.
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
              own, prediction.value(), task.unit().equals("mm") ? Codes.MM : Codes.SCORE, by);
      case MULTICLASS ->
          Measurement.predicted(
              Codes.own(task.name(), words + ": " + task.classes().get(prediction.output())),
              PERCENT * prediction.probabilities().get(prediction.output()),
              Codes.PERCENT,
              by);
    };
  }

  private static Algorithm calibrated(Algorithm by, DicomCase.Predicted predicted) {
    List<String> parameters = new ArrayList<>(by.parameters());
    parameters.add(
        predicted.calibrated().isEmpty()
            ? "not calibrated"
            : String.format(
                Locale.ROOT,
                "calibrated by Platt's scaling; %.3f before it",
                predicted.prediction().value()));
    return new Algorithm(by.name(), by.version(), parameters);
  }
}
