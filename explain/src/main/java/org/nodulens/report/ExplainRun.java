package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.nodulens.explain.Concept;
import org.nodulens.explain.ConceptVector;
import org.nodulens.explain.ExplainedCrop;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.MapsWriter;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.Question;
import org.nodulens.explain.Trust;
import org.nodulens.explain.ViewMap;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;
import org.nodulens.vit.Task;

/** Explains nodule after nodule into a folder of maps and overlay pictures. */
public final class ExplainRun implements Closeable {
  /**
   * What to explain.
   *
   * @param overlays at most so many nodules get pictures
   * @param judges whether each map is judged ({@link Trust}), which maps every nodule by {@link
   *     Trust#NEEDED} too
   */
  public record Request(
      List<ImportanceEstimator> methods,
      List<Task> tasks,
      List<Concept> concepts,
      int overlays,
      boolean judges) {
    public Request {
      methods = List.copyOf(methods);
      tasks = List.copyOf(tasks);
      concepts = List.copyOf(concepts);
    }

    /** Tasks alone, and no judgement of their maps. */
    public Request(List<ImportanceEstimator> methods, List<Task> tasks, int overlays) {
      this(methods, tasks, List.of(), overlays, /* judges= */ false);
    }

    private List<ImportanceEstimator> allMethods() {
      Set<ImportanceEstimator> all = new LinkedHashSet<>(methods);
      all.addAll(judges ? Trust.NEEDED : List.of());
      return List.copyOf(all);
    }
  }

  private final ScoringModels models;
  private final Request request;
  private final Path overlays;
  private final MapsWriter writer;
  private final OverlayRenderer renderer;
  private final Map<String, Explainer> explainers = new HashMap<>();
  private int nodules;

  private ExplainRun(ScoringModels models, Request request, Path overlays, MapsWriter writer) {
    this.models = models;
    this.request = request;
    this.overlays = overlays;
    this.writer = writer;
    OverlayStyle style = OverlayStyle.LUNG;
    this.renderer =
        new OverlayRenderer(style.withWindow(models.model().description().input().window()));
  }

  /**
   * Starts a run.
   *
   * @param folder absent or empty
   */
  public static ExplainRun into(
      Path folder, ScoringModels models, ModelIdentity identity, Request request)
      throws IOException {
    Path overlays = Files.createDirectories(folder.resolve("overlays"));
    MapsWriter writer = MapsWriter.create(folder, identity, models.model().description().input());
    return new ExplainRun(models, request, overlays, writer);
  }

  /**
   * Makes sure, before any work, that there is a network for a patient.
   *
   * @throws SeenPatientException if every network has seen this patient
   */
  public void requireUnseen(String patientId) throws IOException {
    models.forPatient(patientId);
  }

  /** Predicts and maps one nodule, and writes both. */
  public Explanation explain(NoduleSample sample) throws IOException {
    ScoringModels.Network network = models.forPatient(sample.patientId());
    Explanation all =
        explainers
            .computeIfAbsent(network.name(), name -> new Explainer(network.classifier()))
            .explain(sample.volume(), sample.center(), question(network));
    List<MethodMaps> asked =
        all.maps().stream().filter(maps -> request.methods().contains(maps.method())).toList();
    Explanation explanation = new Explanation(all.predictions(), asked);
    List<Optional<Trust>> trust =
        request.judges()
            ? asked.stream().map(maps -> Trust.of(maps, all.maps())).toList()
            : List.of();
    writer.add(
        new ExplainedCrop(sample.cropId(), network.name(), sample.placed(), explanation, trust));
    if (nodules++ < request.overlays()) {
      for (MethodMaps maps : explanation.maps()) {
        for (ViewMap view : maps.views()) {
          draw(sample, explanation, maps, view);
        }
      }
    }
    return explanation;
  }

  /** What is asked of this network, concepts in its own space. */
  private Question question(ScoringModels.Network network) throws IOException {
    List<ConceptVector> concepts = new ArrayList<>();
    for (Concept concept : request.concepts()) {
      concepts.add(concept.in(network));
    }
    return new Question(request.allMethods(), tasksOf(network), concepts);
  }

  /** The asked tasks as this network has them: a fold's scaling is its own. */
  private List<Task> tasksOf(ScoringModels.Network network) {
    return request.tasks().stream()
        .map(asked -> network.classifier().description().task(asked.name()).orElseThrow())
        .toList();
  }

  private void draw(NoduleSample sample, Explanation explanation, MethodMaps maps, ViewMap view)
      throws IOException {
    String task = maps.task().map(Task::name).orElse("");
    String name =
        String.join("-", fileName(sample.cropId()), maps.method().id(), task, view.view().id())
            .replace("--", "-");
    Optional<Prediction> prediction = maps.task().map(explanation::prediction);
    String how = maps.method().id() + ", " + view.view().id();
    String caption =
        prediction.map(ExplainRun::caption).orElse("the same for every task") + "   " + how;
    BufferedImage image = renderer.render(sample.volume(), view, caption);
    Path file = overlays.resolve(name + ".png");
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("no PNG writer for " + file);
    }
  }

  @Override
  public void close() throws IOException {
    explainers.values().forEach(Explainer::close);
    writer.close();
  }

  /** A crop's identifier as part of a file name: whatever else it holds becomes an underscore. */
  private static String fileName(String cropId) {
    return cropId.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
  }

  /** What a picture says of the number that its map explains. */
  private static String caption(Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%s %.2f (%s)",
        prediction.task().name(),
        prediction.value(),
        prediction.task().unit());
  }
}
