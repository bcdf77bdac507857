package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.Counted;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.Concept;
import org.nodulens.explain.ConceptFile;
import org.nodulens.explain.CropFilter;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens concept}: a concept that crops stand for. */
@Command(
    name = "concept",
    description = {
      "Makes a concept out of crops: the mean class embedding of those that pass a filter, in each of"
          + " the model's networks.",
      "nodulens explain --concepts FILE then maps how much of it a nodule holds."
    })
final class ConceptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set whose crops stand for the concept.")
  private Path crops;

  @Option(
      names = "--filter",
      required = true,
      paramLabel = "FILTER",
      description =
          "Which of them: a column of manifest.csv, one of >= <= > < = !=, and a value, as in"
              + " \"spiculation_mean>=4\".")
  private String filter;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The concept's name, of a-z, 0-9 and _. Default: made of the filter.")
  private @Nullable String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Concept file, JSON; replaced as a whole.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    CropFilter parsed = CropFilter.of(filter);
    String called = name == null ? Concept.nameOf(parsed) : name;
    if (!called.matches("[a-z0-9_]{1,100}")) {
      throw new UsageException("--name is made of a-z, 0-9 and _, got \"" + called + "\"");
    }
    CropSet set = CropSet.open(crops);
    int passing = parsed.passing(set).size();
    try (ScoringModels models = model.open()) {
      int steps = passing * models.networks().size();
      Concept concept;
      try (Progress progress = Progress.of("embedding", steps, "crops")) {
        concept = Concept.of(models, called, set, parsed, progress::step);
      }
      OutputFile.replace(
          out, stream -> ConceptFile.write(concept, "nodulens " + Version.number(), stream));
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%s for %s: %s%n",
        Counted.of(passing, "crop stands", "crops stand"), called, parsed.text());
    print.flush();
    return ExitStatus.FINISHED;
  }
}
