package org.nodulens.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.Concept;
import org.nodulens.explain.ConceptVector;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.Question;
import org.nodulens.explain.SliceSpan;
import org.nodulens.explain.Trust;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;

/** Explains nodules and writes nothing. Safe for use by several threads. */
final class NoduleExplainer implements Closeable {
  private final ScoringModels models;
  private final ExplainRun.Request request;
  private final Map<String, Explainer> explainers = new HashMap<>();

  NoduleExplainer(ScoringModels models, ExplainRun.Request request) {
    this.models = models;
    this.request = request;
  }

  /** As {@link ExplainRun#explain(NoduleSample, SliceSpan)}. */
  ExplainedNodule explain(NoduleSample sample, SliceSpan span) throws IOException {
    List<View> views = models.model().description().input().views();
    if (views.size() > 1 && !span.equals(SliceSpan.CENTER)) {
      throw new IllegalArgumentException("slices are for models of one view, not of " + views);
    }
    ScoringModels.Network network = models.forPatient(sample.patientId());
    SlicePlan plan = plan(sample, network, span);
    Explainer explainer = explainer(network);
    List<ExplainedSlice> slices = new ArrayList<>();
    List<Optional<Trust>> trust = List.of();
    for (double offset : plan.offsetsMm()) {
      PatientPoint center = sample.center().plus(plan.normal().times(offset));
      boolean judged = request.judges() && offset == 0;
      Explanation all =
          explainer.explain(sample.volume(), center, question(network, /* judges= */ judged));
      Explanation asked = asked(all);
      if (judged) {
        trust = asked.maps().stream().map(maps -> Trust.of(maps, all.maps())).toList();
      }
      slices.add(new ExplainedSlice(offset, asked));
    }
    return new ExplainedNodule(network.name(), plan.stepMm(), slices, trust);
  }

  private synchronized Explainer explainer(ScoringModels.Network network) {
    return explainers.computeIfAbsent(network.name(), name -> new Explainer(network.classifier()));
  }

  /** Without the methods that only judge others. */
  private Explanation asked(Explanation all) {
    List<MethodMaps> maps =
        all.maps().stream().filter(map -> request.methods().contains(map.method())).toList();
    return new Explanation(all.predictions(), maps);
  }

  /** What is asked of this network, concepts in its own space. */
  private Question question(ScoringModels.Network network, boolean judges) throws IOException {
    List<ConceptVector> concepts = new ArrayList<>();
    for (Concept concept : request.concepts()) {
      concepts.add(concept.in(network));
    }
    return new Question(
        judges ? request.allMethods() : request.methods(), tasksOf(network), concepts);
  }

  private static SlicePlan plan(
      NoduleSample sample, ScoringModels.Network network, SliceSpan span) {
    View view = network.classifier().description().input().views().get(0);
    VolumeGeometry plane = network.classifier().plane(sample.volume(), sample.center(), view);
    return SlicePlan.of(sample.volume().geometry(), plane, span);
  }

  /** The asked tasks as this network has them: a fold's scaling is its own. */
  private List<Task> tasksOf(ScoringModels.Network network) {
    return request.tasks().stream()
        .map(asked -> network.classifier().description().task(asked.name()).orElseThrow())
        .toList();
  }

  @Override
  public synchronized void close() {
    explainers.values().forEach(Explainer::close);
  }
}
