package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.Counted;
import org.nodulens.explain.NoduleSample;
import org.nodulens.nodule.Readings;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** The tables and sentences on one nodule, as markup that HTML and XML read alike. */
final class NoduleTables {
  private final CaseFindings findings;

  NoduleTables(CaseFindings findings) {
    this.findings = findings;
  }

  /** Where it is, and how large, dense and well outlined. */
  String measures() {
    NoduleSample sample = findings.nodule().sample();
    NoduleMeasures found = findings.nodule().measures();
    Optional<MaskMeasures> mask = found.measures();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", sample.cropId()));
    rows.add(List.of("Position", sample.placed() ? Shown.place(sample.center()) : Shown.UNKNOWN));
    rows.add(List.of("Outline", found.source().words()));
    rows.add(List.of("Long axis", mask.map(m -> Shown.mm(m.longAxisMm())).orElse(Shown.UNKNOWN)));
    rows.add(List.of("Short axis", mask.map(m -> Shown.mm(m.shortAxisMm())).orElse(Shown.UNKNOWN)));
    rows.add(
        List.of(
            "Volume",
            mask.map(m -> Shown.orUnknown(m.volumeMm3(), 0, "mm³")).orElse(Shown.UNKNOWN)));
    rows.add(
        List.of(
            "Mean HU", mask.map(m -> Shown.orUnknown(m.meanHu(), 0, "HU")).orElse(Shown.UNKNOWN)));
    if (!found.doubts().isEmpty()) {
      rows.add(List.of("Doubts", String.join(", ", found.doubts())));
    }
    return Html.table(List.of("Measured", "on this nodule"), rows);
  }

  /** The model's number for malignancy, alone and calibrated. */
  String malignancy() {
    Optional<Prediction> prediction = findings.malignancy();
    if (prediction.isEmpty()) {
      return Html.paragraph("The model has no task malignancy with a probability.");
    }
    Task task = prediction.get().task();
    OptionalDouble calibrated = findings.calibrated(prediction.get());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Calibrated probability",
            calibrated.isPresent()
                ? Shown.decimals(3, calibrated.getAsDouble())
                : "none: " + whyNotCalibrated(task)));
    rows.add(List.of("The model's own number", Shown.prediction(prediction.get())));
    rows.add(List.of("Over views, symmetries and shifts", passes(task)));
    rows.add(List.of("Over models that have not seen the patient", networks(task)));
    rows.add(List.of("What it was trained to say", labelRule(task)));
    return Html.table(List.of("Malignancy", ""), rows);
  }

  private String whyNotCalibrated(Task task) {
    return findings.description().calibration().has(task.name())
        ? "the patient was among those that the calibration was fitted on"
        : "the model comes without a calibration";
  }

  private static String labelRule(Task task) {
    return "label rule "
        + task.labelRule()
        + ": what readers of CT thought, unless the labels came from pathology";
  }

  private String passes(Task task) {
    Spread spread = findings.passes().get(task.name());
    return spread == null
        ? Shown.UNKNOWN
        : Shown.range(task, spread)
            + ", standard deviation "
            + Shown.decimals(3, spread.deviation())
            + " ("
            + Counted.of(spread.count(), "pass", "passes")
            + ")";
  }

  private String networks(Task task) {
    Spread spread = findings.networks().get(task.name());
    return spread == null || spread.count() < 2
        ? "not known: no other model of the folds is at hand"
        : Shown.range(task, spread) + " (" + Counted.of(spread.count(), "model") + ")";
  }

  /** Each other task beside how far readers are apart. */
  String biomarkers() {
    List<List<String>> rows = new ArrayList<>();
    for (Prediction prediction : findings.central().predictions()) {
      Task task = prediction.task();
      if (task.name().equals(CaseFindings.MALIGNANCY)) {
        continue;
      }
      Spread spread = findings.passes().get(task.name());
      rows.add(
          List.of(
              task.name().replace('_', ' '),
              Shown.prediction(prediction),
              spread == null ? "" : Shown.range(task, spread),
              task.readerNoise()
                  .map(noise -> "± " + Shown.value(task, noise))
                  .orElse(Shown.UNKNOWN),
              readings(findings.readings(prediction))));
    }
    return Html.table(
        List.of(
            "Biomarker",
            "Model",
            "Over passes",
            "Readers of one nodule differ by (SD)",
            "Readers of this nodule"),
        rows);
  }

  /** The nodules that look most like it to the network; nothing where none were searched. */
  String similar() {
    if (findings.similar().isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (SimilarNodules.Similar other : findings.similar()) {
      rows.add(
          List.of(
              other.pseudonym(),
              Shown.decimals(3, other.cosine()),
              Shown.orUnknown(other.diameterMm(), 1, "mm"),
              readings(other.malignancy()),
              readings(other.spiculation()),
              readings(other.texture()),
              other.labels(),
              other.seen() ? "yes" : "no"));
    }
    return "<h3>Nodules of other patients that the network finds most similar</h3>\n"
        + Html.table(
            List.of(
                "Nodule (hash)",
                "Cosine",
                "Diameter",
                "Malignancy, readers",
                "Spiculation",
                "Texture",
                "Other labels",
                "Trained on"),
            rows)
        + Html.paragraph(
            "Cosine of class embeddings. Similar to the network does not mean alike in disease.");
  }

  private static String readings(Readings readings) {
    return readings.isEmpty()
        ? "none"
        : String.format(Locale.ROOT, "mean %.2f of %d", readings.mean(), readings.count());
  }
}
