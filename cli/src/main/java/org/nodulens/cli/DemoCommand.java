package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens demo}: the whole road on made-up patients. */
@Command(
    name = "demo",
    description = {
      "Makes chest CT studies of made-up patients, cuts out their nodules, trains a small Vision"
          + " Transformer with cross-validation by patient, evaluates and explains it, and ends in one"
          + " page, DIR/index.html. About 2 minutes on 2 cores; needs no data and no network."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "nodulens-demo",
      description = "Folder to write. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace what is in --out.")
  private boolean overwrite;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "48",
      description = "Made-up patients, at least 6. Default: ${DEFAULT-VALUE}.")
  private int patients;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "80",
      description = "Epochs of each training. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the patients and the training. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (patients < 6 || epochs < 1) {
      throw new UsageException("the demo needs at least 6 --patients and 1 of --epochs");
    }
    Path page;
    try (OutputFolder folder =
        OutputFolder.open(spec, out, OutputFolder.Unfinished.STARTS_OVER, overwrite)) {
      new Demo(folder.path(), new Demo.Size(patients, epochs, seed)).run();
      page = folder.target().resolve(Demo.PAGE);
      folder.commit();
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println("open " + page);
    print.flush();
    return ExitStatus.FINISHED;
  }
}
