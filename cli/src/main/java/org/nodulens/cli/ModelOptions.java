package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;
import picocli.CommandLine.Option;

/** {@code --model MODEL}, mixed into every subcommand that scores nodules. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "Model folder: model.json, model.safetensors, folds; or embedded, the model that ships"
              + " inside.")
  private Path model;

  ModelFolder folder() throws IOException {
    return EmbeddedModel.orFolder(model);
  }

  /** The model with its folds, in the first engine at hand. The caller closes it. */
  ScoringModels open() throws IOException {
    return ScoringModels.of(folder(), TrunkEngine.first());
  }

  /** What results say of the model. */
  static ModelIdentity identity(ModelFolder folder) throws IOException {
    return new ModelIdentity(
        folder.weightsSha256(), TrunkEngine.first().name(), "nodulens " + Version.number());
  }

  /** The model's tasks of these names; all of them where none is named. */
  static List<Task> tasks(ModelDescription model, List<String> names) {
    List<Task> tasks = new ArrayList<>();
    for (String name : names) {
      tasks.add(
          model
              .task(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "the model has no task "
                              + name
                              + "; it has "
                              + model.tasks().stream().map(Task::name).toList())));
    }
    return tasks.isEmpty() ? model.tasks() : tasks;
  }
}
