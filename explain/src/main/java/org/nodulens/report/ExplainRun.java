package org.nodulens.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.explain.Concept;
import org.nodulens.explain.ExplainedCrop;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.MapsWriter;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.explain.Trust;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FloatVolumeFormat;

/** Explains nodule after nodule into a folder of maps and overlay pictures. */
public final class ExplainRun implements Closeable {
  /**
   * What to explain.
   *
   * @param overlays at most so many nodules get pictures
   * @param judges whether each map is judged ({@link Trust}), which maps every nodule by {@link
   *     Trust#NEEDED} too
   * @param volumes as what maps are also written as volumes; empty for no volumes
   */
  public record Request(
      List<ImportanceEstimator> methods,
      List<Task> tasks,
      List<Concept> concepts,
      int overlays,
      boolean judges,
      Optional<FloatVolumeFormat> volumes) {
    public Request {
      methods = List.copyOf(methods);
      tasks = List.copyOf(tasks);
      concepts = List.copyOf(concepts);
    }

    /** Tasks alone, no judgement of their maps, no volumes. */
    public Request(List<ImportanceEstimator> methods, List<Task> tasks, int overlays) {
      this(methods, tasks, List.of(), overlays, /* judges= */ false, Optional.empty());
    }

    List<ImportanceEstimator> allMethods() {
      Set<ImportanceEstimator> all = new LinkedHashSet<>(methods);
      all.addAll(judges ? Trust.NEEDED : List.of());
      return List.copyOf(all);
    }
  }

  private final ScoringModels models;
  private final Request request;
  private final MapPictures pictures;
  private final MapsWriter writer;
  private final @Nullable MapVolumes volumes;
  private final NoduleExplainer explainer;
  private int nodules;

  private ExplainRun(
      ScoringModels models,
      Request request,
      MapPictures pictures,
      MapsWriter writer,
      @Nullable MapVolumes volumes) {
    this.models = models;
    this.request = request;
    this.pictures = pictures;
    this.writer = writer;
    this.volumes = volumes;
    this.explainer = new NoduleExplainer(models, request);
  }

  /**
   * Starts a run.
   *
   * @param folder absent or empty
   */
  public static ExplainRun into(
      Path folder, ScoringModels models, ModelIdentity identity, Request request)
      throws IOException {
    InputSpec input = models.model().description().input();
    Path overlays = Files.createDirectories(folder.resolve("overlays"));
    MapPictures pictures =
        new MapPictures(overlays, identity, OverlayStyle.LUNG.withWindow(input.window()));
    MapVolumes volumes = null;
    if (request.volumes().isPresent()) {
      volumes = MapVolumes.into(folder.resolve("volumes"), request.volumes().get());
    }
    return new ExplainRun(
        models, request, pictures, MapsWriter.create(folder, identity, input), volumes);
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
    return explain(sample, SliceSpan.CENTER);
  }

  /**
   * Predicts and maps one nodule, and other slices of it: these go into volumes and pictures only.
   *
   * @param span of the nodule along the normal of the model's view
   * @return what the plane through the nodule's centre says
   * @throws IllegalArgumentException if there are to be several slices and the model has several
   *     views
   */
  public Explanation explain(NoduleSample sample, SliceSpan span) throws IOException {
    return write(sample, explained(sample, span));
  }

  /**
   * The same, but writes nothing yet. Safe for use by several threads, unlike the rest.
   *
   * @throws IllegalArgumentException as {@link #explain(NoduleSample, SliceSpan)}
   */
  public ExplainedNodule explained(NoduleSample sample, SliceSpan span) throws IOException {
    return explainer.explain(sample, span);
  }

  /** Writes what was found out about a nodule, here or in another process. */
  public Explanation write(NoduleSample sample, ExplainedNodule nodule) throws IOException {
    Explanation central = nodule.central();
    writer.add(
        new ExplainedCrop(
            sample.cropId(), nodule.network(), sample.placed(), central, nodule.trust()));
    if (volumes != null) {
      volumes.add(
          sample, nodule.slices(), nodule.slices().size() > 1 ? nodule.stepMm() : patchMm());
    }
    if (nodules++ < request.overlays()) {
      pictures.draw(sample, nodule.network(), central, nodule.slices());
    }
    return central;
  }

  /** The longer side of the model's patches. */
  private double patchMm() {
    ModelDescription model = models.model().description();
    PixelSize patch = model.config().patch();
    return Math.max(patch.rows(), patch.columns()) * model.input().pixelSpacingMm();
  }

  @Override
  public void close() throws IOException {
    try (explainer;
        writer) {
      if (volumes != null) {
        volumes.close();
      }
    }
  }
}
