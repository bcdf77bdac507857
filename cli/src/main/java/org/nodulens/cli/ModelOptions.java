package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NetworkSource;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Mixin private EngineOptions engine;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  ModelFolder folder() throws IOException {
    return EmbeddedModel.orFolder(model);
  }

  /** The model with its folds, in the chosen engine. The caller closes it. */
  ScoringModels open() throws IOException {
    return ScoringModels.of(folder(), engine.choose(command.commandLine().getErr()));
  }

  /** What other processes load it from. */
  NetworkSource source(ScoringModels models) {
    return NetworkSource.of(model, models.engine(), engine.settings());
  }

  /** What results say of the model and its engine. */
  static ModelIdentity identity(ScoringModels models) throws IOException {
    return new ModelIdentity(
        models.model().weightsSha256(), models.engine().name(), "nodulens " + Version.number());
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
