package org.nodulens.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.EngineAbsentException;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.explain.Trust;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Pass;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;

/** Asks a model about nodules: predictions, maps, and how sure it is of itself. */
final class CaseExplainer {
  /** Maps of so many slices; a page is not made larger by more. */
  private static final double MOST_SLICES = 9;

  private final ScoringModels models;
  private final List<ImportanceEstimator> methods;
  private final boolean judges;

  CaseExplainer(ScoringModels models, CaseMaps maps) {
    this.models = models;
    this.methods = maps.methods();
    this.judges = maps.judged();
  }

  /**
   * Asks about one nodule.
   *
   * @param similar nodules that are shown with it
   */
  CaseFindings explain(CaseNodule nodule, List<SimilarNodules.Similar> similar) throws IOException {
    NoduleSample sample = nodule.sample();
    ScoringModels.Network network = models.forPatient(sample.patientId());
    NoduleClassifier classifier = network.classifier();
    ModelDescription description = classifier.description();
    SlicePlan plan = plan(nodule, classifier);
    List<ExplainedSlice> slices = new ArrayList<>();
    Judged central;
    try (Explainer explainer = new Explainer(classifier)) {
      central = judged(explainer, sample, description);
      for (double offset : plan.offsetsMm()) {
        PatientPoint center = sample.center().plus(plan.normal().times(offset));
        slices.add(
            new ExplainedSlice(
                offset,
                offset == 0
                    ? central.asked()
                    : explainer.explain(sample.volume(), center, methods, description.tasks())));
      }
    }
    return new CaseFindings(
        nodule,
        network.name(),
        description,
        central.asked(),
        slices,
        slices.size() > 1 ? plan.stepMm() : Math.max(patchMm(description), plan.stepMm()),
        overPasses(classifier, sample),
        overNetworks(sample),
        central.trust(),
        similar);
  }

  /** What was asked for, and how far each of its maps may be believed. */
  private record Judged(Explanation asked, MapTrust trust) {}

  /** Without judgement where none is asked for or the engine that it needs is absent. */
  private Judged judged(Explainer explainer, NoduleSample sample, ModelDescription description)
      throws IOException {
    if (!judges) {
      return new Judged(unjudged(explainer, sample, description), MapTrust.NOT_ASKED);
    }
    Set<ImportanceEstimator> all = new LinkedHashSet<>(methods);
    all.addAll(Trust.NEEDED);
    try {
      Explanation found =
          explainer.explain(
              sample.volume(), sample.center(), List.copyOf(all), description.tasks());
      List<MethodMaps> maps =
          found.maps().stream().filter(map -> methods.contains(map.method())).toList();
      return new Judged(
          new Explanation(found.predictions(), maps),
          MapTrust.of(maps.stream().map(map -> Trust.of(map, found.maps())).toList()));
    } catch (EngineAbsentException e) {
      return new Judged(unjudged(explainer, sample, description), MapTrust.NO_ENGINE);
    }
  }

  private Explanation unjudged(
      Explainer explainer, NoduleSample sample, ModelDescription description) throws IOException {
    return explainer.explain(sample.volume(), sample.center(), methods, description.tasks());
  }

  /** Of a model of one view the slices that the nodule spans, of others the one in the middle. */
  private static SlicePlan plan(CaseNodule nodule, NoduleClassifier classifier) {
    NoduleSample sample = nodule.sample();
    List<View> views = classifier.description().input().views();
    VolumeGeometry plane = classifier.plane(sample.volume(), sample.center(), views.get(0));
    VolumeGeometry grid = sample.volume().geometry();
    double step = SlicePlan.of(grid, plane, SliceSpan.CENTER).stepMm();
    double longMm = nodule.measures().measures().map(found -> found.longAxisMm()).orElse(0.0);
    SliceSpan span =
        views.size() > 1
            ? SliceSpan.CENTER
            : SliceSpan.around(Math.min(longMm, step * (MOST_SLICES - 1)));
    return SlicePlan.of(grid, plane, span);
  }

  private static double patchMm(ModelDescription description) {
    PixelSize patch = description.config().patch();
    return Math.max(patch.rows(), patch.columns()) * description.input().pixelSpacingMm();
  }

  private static Map<String, Spread> overPasses(NoduleClassifier classifier, NoduleSample sample)
      throws IOException {
    List<List<Prediction>> each = new ArrayList<>();
    for (Pass pass : classifier.passes(sample.volume(), sample.center())) {
      each.add(classifier.predict(List.of(pass)));
    }
    return spreads(each);
  }

  private Map<String, Spread> overNetworks(NoduleSample sample) throws IOException {
    List<List<Prediction>> each = new ArrayList<>();
    for (ScoringModels.Network network : models.allForPatient(sample.patientId())) {
      NoduleClassifier classifier = network.classifier();
      each.add(classifier.predict(classifier.passes(sample.volume(), sample.center())));
    }
    return spreads(each);
  }

  /** Of tasks whose values are numbers, not classes. */
  private static Map<String, Spread> spreads(List<List<Prediction>> each) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (List<Prediction> predictions : each) {
      for (Prediction prediction : predictions) {
        if (prediction.task().kind() != Task.Kind.MULTICLASS) {
          values
              .computeIfAbsent(prediction.task().name(), name -> new ArrayList<>())
              .add(prediction.value());
        }
      }
    }
    Map<String, Spread> spreads = new LinkedHashMap<>();
    values.forEach((task, of) -> spreads.put(task, Spread.of(of)));
    return spreads;
  }
}
