package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.Interval;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.overlay.PlanePicture;
import org.nodulens.report.DemoPage;
import org.nodulens.vit.View;

/** Fills the demo's page with what its steps found. */
final class DemoPageWriter {
  static final String TASK = "malignancy";

  /** How many nodules also show what speaks for spiculation. */
  private static final int WITH_SPICULATION = 3;

  /** How many nodules are shown as the model that ships inside sees them. */
  private static final int SHIPPED = 4;

  private static final PlanePicture.Style LUNG = new PlanePicture.Style(HounsfieldWindow.LUNG, 420);

  private final Path folder;
  private final Demo.Size size;
  private final DemoPage page = new DemoPage("nodulens " + Version.number());

  DemoPageWriter(Path folder, Demo.Size size) {
    this.folder = folder;
    this.size = size;
  }

  void write(Demo.Findings findings) throws IOException {
    numbers(findings);
    phantom(findings);
    curve(findings);
    gallery(findings);
    shipped(findings);
    files();
    commands();
    page.write(folder.resolve(Demo.PAGE));
  }

  private void numbers(Demo.Findings findings) {
    page.number(Integer.toString(findings.phantom().patients()), "made-up patients");
    page.number(Long.toString(findings.ingest().nodules().kept()), "nodules cut out");
    page.number(Long.toString(findings.ingest().rejected()), "left out, each with a reason");
    page.number(figure(findings.report(), "auc"), "AUC of the model, held-out patients");
    page.number(figure(findings.report(), "auc_diameter_alone"), "AUC of the diameter alone");
  }

  private static String figure(EvaluationReport report, String name) {
    return report
        .value(TASK, name)
        .map(value -> String.format(Locale.ROOT, "%.3f", value))
        .orElse("not given");
  }

  private void phantom(Demo.Findings findings) throws IOException {
    page.phantom(
        String.format(
            Locale.ROOT,
            "Chest CT of %d patients who never lived, from two scanners: DICOM series and what four"
                + " simulated readers said of %d nodules, laid out as LIDC-IDRI is. %d of the nodules"
                + " are malignant by construction: shape, margin and texture decide more than size.",
            findings.phantom().patients(),
            findings.phantom().nodules(),
            findings.phantom().malignant()));
    CropSet crops = CropSet.open(folder.resolve("crops"));
    CropRecord crop = crops.records().get(0);
    Path patient = folder.resolve("phantom").resolve(crop.patientId());
    CtVolume volume = CtSeriesReader.of(CtSeriesScanner.scan(patient).series().get(0)).read();
    for (View view : View.values()) {
      page.plane(
          PlanePicture.of(volume, view, crops.center(crop), LUNG),
          view.id() + " plane through a nodule of " + crop.patientId());
    }
  }

  private void curve(Demo.Findings findings) {
    findings.report().plot(TASK + "-roc").ifPresent(plot -> page.roc(plot.svg()));
    sentence(findings.report(), "auc", "The model");
    sentence(findings.report(), "auc_diameter_alone", "The diameter alone");
    sentence(findings.report(), "auc_gain_over_diameter", "The difference");
    page.figure(
        String.format(
            Locale.ROOT,
            "%d nodules of %d patients have a clear label: the readers' median is not 3. Intervals"
                + " of 95 %% come from resampled patients.",
            findings.report().nodules(TASK),
            findings.report().patients(TASK)));
  }

  private void sentence(EvaluationReport report, String name, String what) {
    String range =
        report
            .interval(TASK, name)
            .map((Interval i) -> String.format(Locale.ROOT, " (%.3f to %.3f)", i.low(), i.high()))
            .orElse("");
    page.figure(what + ": " + figure(report, name) + range);
  }

  private void gallery(Demo.Findings findings) throws IOException {
    int number = 0;
    for (String cropId : findings.shown()) {
      overlay(findings, cropId, TASK);
      if (number++ < WITH_SPICULATION) {
        overlay(findings, cropId, "spiculation");
      }
    }
  }

  private void overlay(Demo.Findings findings, String cropId, String task) throws IOException {
    ScoredPrediction prediction =
        findings.predictions().stream()
            .filter(p -> p.task().equals(task) && p.subject().cropId().equals(cropId))
            .findFirst()
            .orElseThrow();
    double label = prediction.label().orElseThrow();
    String readers =
        task.equals(TASK)
            ? (label > 0.5 ? "malignant" : "benign")
            : String.format(Locale.ROOT, "%.2f on average", label);
    Path png = folder.resolve("maps/overlays/" + cropId + "-cdam-" + task + "-axial.png");
    page.overlay(
        png,
        String.format(
            Locale.ROOT,
            "%s: the model says %.2f, the readers %s",
            task,
            prediction.prediction(),
            readers));
  }

  private void shipped(Demo.Findings findings) throws IOException {
    for (String cropId : findings.shown().subList(0, Math.min(SHIPPED, findings.shown().size()))) {
      page.shipped(
          folder.resolve("maps-embedded/overlays/" + cropId + "-cdam-" + TASK + "-axial.png"),
          String.format(
              Locale.ROOT, "%s: the model says %.2f", TASK, findings.shipped().get(cropId)));
    }
  }

  private void files() {
    page.file("phantom/", "DICOM series, readings in LIDC's XML, truth.csv");
    page.file("crops/", "the crop set: HU, masks, manifest, and rejected.csv with a reason a row");
    page.file("model/", "the trained model, its folds, metrics.json, MODEL_CARD.md");
    page.file("evaluation/", "predictions.csv, metrics.json, figures with their numbers");
    page.file("maps/", "raw signed maps and overlay pictures");
    page.file("maps-embedded/", "the same of the model that ships inside");
  }

  private void commands() {
    page.command("# the demo's data, at any size");
    page.command("nodulens phantom  --patients " + size.patients() + " --out phantom");
    page.command("nodulens ingest   --dataset phantom --root phantom --out crops");
    page.command("");
    page.command("# LIDC-IDRI, or another collection that 'nodulens ingest --help' names");
    page.command("nodulens ingest   --dataset lidc-idri --root LIDC-IDRI --out crops");
    page.command("");
    page.command("nodulens train    --crops crops --folds 5 --out model");
    page.command("nodulens evaluate --model model --crops crops --out evaluation");
    page.command(
        "nodulens explain  --model model --crops crops --methods cdam,attention --out maps");
    page.command("");
    page.command("# one nodule of one series, given as a point in LPS mm; no training needed");
    page.command("nodulens explain  --model embedded --series DIR --point X,Y,Z --out maps-point");
  }
}
