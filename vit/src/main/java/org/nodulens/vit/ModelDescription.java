package org.nodulens.vit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What model.json says: how to build the network, feed it and read its outputs.
 *
 * @param config the network as it is run: its image is what the input gives
 * @param weightsImage the input that the weights' position embedding was made for; resized where it
 *     is run on another
 * @param tasks in the order of the head's rows; empty for a backbone
 * @param calibration as written, free-form; read by those who know it
 * @param provenance as written, free-form but for the training patients
 */
public record ModelDescription(
    VitConfig config,
    PixelSize weightsImage,
    InputSpec input,
    List<Task> tasks,
    ObjectNode calibration,
    ObjectNode provenance,
    TrainingPatients trainingPatients) {

  /** Attention over more has never been of use, and would not fit into memory. */
  private static final int MOST_PATCHES = 1 << 16;

  /** A model that is run on the size of input that its weights were made for. */
  public ModelDescription(
      VitConfig config,
      InputSpec input,
      List<Task> tasks,
      ObjectNode calibration,
      ObjectNode provenance,
      TrainingPatients trainingPatients) {
    this(config, config.image(), input, tasks, calibration, provenance, trainingPatients);
  }

  public ModelDescription {
    tasks = List.copyOf(tasks);
    PatchGrid grid = config.grid();
    if ((long) grid.rows() * grid.columns() > MOST_PATCHES) {
      throw new IllegalArgumentException(
          "an input of " + input.pixels() + " has more than " + MOST_PATCHES + " patches");
    }
    PatchGrid.of(weightsImage, config.patch());
    int outputs = tasks.stream().mapToInt(Task::outputs).sum();
    boolean linear = config.outputs() > 0; // a head of two layers has a file of its own
    if (linear && !tasks.isEmpty() && outputs != config.outputs()) {
      throw new IllegalArgumentException(
          "tasks take " + outputs + " outputs, the head has " + config.outputs());
    }
    if (input.channels() != config.channels()) {
      throw new IllegalArgumentException(
          "the input has " + input.channels() + " channels, the model " + config.channels());
    }
    if (!input.pixels().equals(config.image())) {
      throw new IllegalArgumentException(
          "the input is " + input.pixels() + ", the model takes " + config.image());
    }
  }

  /** The network as its weights are stored. */
  public VitConfig weightsConfig() {
    return config.withImage(weightsImage);
  }

  /** The shifts of each view: for this architecture's patches, as many as the input asks for. */
  public List<PatchShift> shifts() {
    return PatchShift.all(input.shifts(), config.patch());
  }

  /**
   * How far from a nodule's centre the model looks along either axis of a view: half its field of
   * view along the longer side, and as far as its shifts go, mm.
   */
  public double reachMm() {
    double longest = Math.max(input.pixels().rows(), input.pixels().columns());
    double furthest =
        shifts().stream()
            .mapToDouble(shift -> Math.max(shift.downPixels(), shift.rightPixels()))
            .max()
            .orElse(0);
    return input.pixelSpacingMm() * (longest / 2 + furthest);
  }

  public Optional<Task> task(String name) {
    return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /** The head's row where a task's outputs start. */
  public int firstOutput(Task task) {
    int first = 0;
    for (Task other : tasks) {
      if (other.equals(task)) {
        return first;
      }
      first += other.outputs();
    }
    throw new IllegalArgumentException("the model has no task " + task.name());
  }
}
