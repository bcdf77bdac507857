package org.nodulens.vit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What model.json says: how to build the network, feed it and read its outputs.
 *
 * @param tasks in the order of the head's rows; empty for a backbone
 * @param calibration as written, free-form; read by those who know it
 * @param provenance as written, free-form but for the training patients
 */
public record ModelDescription(
    VitConfig config,
    InputSpec input,
    List<Task> tasks,
    ObjectNode calibration,
    ObjectNode provenance,
    TrainingPatients trainingPatients) {

  public ModelDescription {
    tasks = List.copyOf(tasks);
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

  /** The shifts of each view: for this architecture's patches, as many as the input asks for. */
  public List<PatchShift> shifts() {
    return PatchShift.all(input.shifts(), config.patch());
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
