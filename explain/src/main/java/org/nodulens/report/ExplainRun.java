package org.nodulens.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.ExplainedCrop;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.MapsWriter;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;
import org.nodulens.volumeio.FloatVolumeFormat;

/** Explains nodule after nodule into a folder of maps and overlay pictures. */
public final class ExplainRun implements Closeable {
  /**
   * What to explain.
   *
   * @param overlays at most so many nodules get pictures
   * @param volumes as what maps are also written as volumes; empty for no volumes
   */
  public record Request(
      List<ImportanceEstimator> methods,
      List<Task> tasks,
      int overlays,
      Optional<FloatVolumeFormat> volumes) {
    public Request {
      methods = List.copyOf(methods);
      tasks = List.copyOf(tasks);
    }

    /** No volumes. */
    public Request(List<ImportanceEstimator> methods, List<Task> tasks, int overlays) {
      this(methods, tasks, overlays, Optional.empty());
    }
  }

  private final ScoringModels models;
  private final Request request;
  private final MapPictures pictures;
  private final MapsWriter writer;
  private final @Nullable MapVolumes volumes;
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
    List<View> views = models.model().description().input().views();
    if (views.size() > 1 && !span.equals(SliceSpan.CENTER)) {
      throw new IllegalArgumentException("slices are for models of one view, not of " + views);
    }
    ScoringModels.Network network = models.forPatient(sample.patientId());
    SlicePlan plan = plan(sample, network, span);
    Explainer explainer = new Explainer(network.classifier());
    List<ExplainedSlice> slices = new ArrayList<>();
    for (double offset : plan.offsetsMm()) {
      PatientPoint center = sample.center().plus(plan.normal().times(offset));
      slices.add(
          new ExplainedSlice(
              offset,
              explainer.explain(sample.volume(), center, request.methods(), tasksOf(network))));
    }
    Explanation central = slices.get(plan.offsetsMm().indexOf(0.0)).explanation();
    writer.add(new ExplainedCrop(sample.cropId(), network.name(), sample.placed(), central));
    if (volumes != null) {
      volumes.add(sample, slices, slices.size() > 1 ? plan.stepMm() : patchMm());
    }
    if (nodules++ < request.overlays()) {
      pictures.draw(sample, network.name(), central, slices);
    }
    return central;
  }

  private static SlicePlan plan(
      NoduleSample sample, ScoringModels.Network network, SliceSpan span) {
    View view = network.classifier().description().input().views().get(0);
    VolumeGeometry plane = network.classifier().plane(sample.volume(), sample.center(), view);
    return SlicePlan.of(sample.volume().geometry(), plane, span);
  }

  /** The longer side of the model's patches. */
  private double patchMm() {
    ModelDescription model = models.model().description();
    PixelSize patch = model.config().patch();
    return Math.max(patch.rows(), patch.columns()) * model.input().pixelSpacingMm();
  }

  /** The asked tasks as this network has them: a fold's scaling is its own. */
  private List<Task> tasksOf(ScoringModels.Network network) {
    return request.tasks().stream()
        .map(asked -> network.classifier().description().task(asked.name()).orElseThrow())
        .toList();
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      if (volumes != null) {
        volumes.close();
      }
    }
  }
}
