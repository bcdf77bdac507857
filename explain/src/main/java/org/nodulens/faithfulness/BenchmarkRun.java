package org.nodulens.faithfulness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Task;

/**
 * Benchmarks methods crop by crop. Maps are those of {@link Explainer}, the mean over all passes of
 * a prediction; pixels are taken away from the upright, unmoved pass of each view, and what is
 * scored is that pass.
 */
public final class BenchmarkRun implements AutoCloseable {
  private static final double NANOSECONDS = 1e9;

  private final ScoringModels models;
  private final CropSet set;
  private final BenchmarkRequest request;
  private final LongSupplier clockNs;
  private final Map<String, Explainer> explainers = new HashMap<>();

  public BenchmarkRun(
      ScoringModels models, CropSet set, BenchmarkRequest request, LongSupplier clockNs) {
    this.models = models;
    this.set = set;
    this.request = request;
    this.clockNs = clockNs;
  }

  /** One crop, read and ready. */
  private record Nodule(
      CropRecord crop, ScoringModels.Network network, CtVolume volume, PatientPoint center) {}

  /**
   * Measures everything on one crop.
   *
   * @param withSanity whether layers are randomised too, which takes as long as many maps
   */
  public CropResult measure(CropRecord crop, boolean withSanity) throws IOException {
    ScoringModels.Network network = models.forPatient(crop.patientId());
    Nodule nodule = new Nodule(crop, network, set.volume(crop), set.center(crop));
    List<Task> tasks = tasks(network.classifier());
    Explainer explainer =
        explainers.computeIfAbsent(network.name(), name -> new Explainer(network.classifier()));
    Explanation predicted = explainer.explain(nodule.volume, nodule.center, List.of(), tasks);
    CropScores scores =
        new CropScores(
            new ScoreRow.Subject(crop.cropId(), BenchmarkSample.patient(crop), network.name()),
            tasks.stream().map(Task::name).toList(),
            outputs(network.classifier(), tasks, predicted));
    List<Candidate> estimated = estimated(nodule, explainer, scores);
    score(nodule, estimated, scores);
    if (withSanity) {
      randomize(nodule, estimated, scores);
    }
    return scores.result();
  }

  /** The asked tasks as a network has them: a fold's scaling is its own. */
  private List<Task> tasks(NoduleClassifier classifier) {
    return request.tasks().stream()
        .map(asked -> classifier.description().task(asked.name()).orElseThrow())
        .toList();
  }

  private static int[] outputs(
      NoduleClassifier classifier, List<Task> tasks, Explanation predicted) {
    return tasks.stream()
        .mapToInt(
            task -> {
              Prediction prediction = predicted.prediction(task);
              return classifier.description().firstOutput(task) + prediction.output();
            })
        .toArray();
  }

  /** The methods' maps, each method timed by itself, prediction included. */
  private List<Candidate> estimated(Nodule nodule, Explainer explainer, CropScores scores)
      throws IOException {
    List<Candidate> estimated = new ArrayList<>();
    for (ImportanceEstimator method : request.methods()) {
      long startNs = clockNs.getAsLong();
      estimated.add(maps(nodule, explainer, method));
      double seconds = (clockNs.getAsLong() - startNs) / NANOSECONDS;
      scores.add(method.id(), "", CropScores.SECONDS, OptionalDouble.of(seconds));
    }
    return estimated;
  }

  private Candidate maps(Nodule nodule, Explainer explainer, ImportanceEstimator method)
      throws IOException {
    List<Task> tasks = tasks(nodule.network.classifier());
    Explanation explanation =
        explainer.explain(nodule.volume, nodule.center, List.of(method), tasks);
    return Candidate.of(method.id(), explanation.maps());
  }

  private void score(Nodule nodule, List<Candidate> estimated, CropScores scores)
      throws IOException {
    ContourMask contours = new ContourMask(set.geometry(nodule.crop), set.mask(nodule.crop));
    Optional<ContourMask> moved =
        request.contourMove().map(move -> contours.moved(move.columns(), move.rows()));
    List<ViewMap> like = estimated.get(0).ofTask(0);
    List<PerturbedView> views = views(nodule, like);
    List<PlaneCut> cuts = like.stream().map(view -> contours.cutBy(view.plane())).toList();
    List<Candidate> all = new ArrayList<>(estimated);
    all.addAll(Controls.of(like, contours, moved, seed(nodule.crop)));
    for (Candidate candidate : all) {
      scores.perturbations(candidate, views);
      scores.maps(candidate);
      scores.overlaps(candidate, cuts, contours, "");
      moved.ifPresent(mask -> scores.overlaps(candidate, cuts, mask, CropScores.MOVED));
    }
  }

  private List<PerturbedView> views(Nodule nodule, List<ViewMap> like) throws IOException {
    NoduleClassifier classifier = nodule.network.classifier();
    InputSampler sampler = new InputSampler(classifier.description().input());
    List<PerturbedView> views = new ArrayList<>();
    for (ViewMap view : like) {
      float[] pixels = sampler.pixels(nodule.volume, view.plane(), Symmetry.IDENTITY);
      ErasableImage image = new ErasableImage(sampler.spec().pixels(), pixels, request.fill());
      views.add(new PerturbedView(classifier::outputs, image, seed(nodule.crop)));
    }
    return views;
  }

  /** The same for every method, another one for every crop. */
  private long seed(CropRecord crop) {
    return request.seed() * 31 + crop.cropId().hashCode();
  }

  private void randomize(Nodule nodule, List<Candidate> estimated, CropScores scores)
      throws IOException {
    var folder = models.folder(nodule.network.name());
    var layers = new RandomizedLayers(folder, models.engine(), request.seed());
    List<String> depths = RandomizedLayers.depths(folder);
    for (int depth = 0; depth < depths.size(); depth++) {
      try (NoduleClassifier random = layers.downTo(depth);
          Explainer explainer = new Explainer(random)) {
        for (int m = 0; m < estimated.size(); m++) {
          Candidate changed = maps(nodule, explainer, request.methods().get(m));
          compare(estimated.get(m), changed, depths.get(depth), scores);
        }
      }
    }
  }

  private void compare(Candidate original, Candidate changed, String depth, CropScores scores) {
    for (int task = 0; task < request.tasks().size(); task++) {
      List<Double> ofViews = new ArrayList<>();
      for (int view = 0; view < original.ofTask(task).size(); view++) {
        ImportanceMap before = original.ofTask(task).get(view).map();
        ImportanceMap after = changed.ofTask(task).get(view).map();
        ofViews.add(
            Correlation.spearman(
                ClassSensitivity.doubles(before), ClassSensitivity.doubles(after)));
      }
      scores.add(
          original.method(),
          request.tasks().get(task).name(),
          CropScores.SANITY + depth,
          CropScores.average(ofViews));
    }
  }

  /** Lets go of what methods loaded. The models stay the caller's. */
  @Override
  public void close() {
    explainers.values().forEach(Explainer::close);
  }
}
