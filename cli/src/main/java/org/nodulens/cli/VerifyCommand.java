package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.explain.GoldenCase;
import org.nodulens.vit.ReferenceCase;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.weights.CheckpointCase;
import org.nodulens.volumeio.NpyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nodulens verify}: recomputes golden cases and shows how far off each array is. */
@Command(
    name = "verify",
    description = {
      "Recomputes golden cases (a random model, one input, what a reference makes of them) and prints"
          + " the largest error of each array relative to the array's largest magnitude.",
      "Exit status 1 where an error is beyond the tolerance, or where nothing could be compared and"
          + " no --out takes what was computed."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "GOLDEN",
      description =
          "Folder of a case: config.json, model.safetensors, input.npy, arrays; or published weights"
              + " (see nodulens weights) with input.npy and cls_embedding.npy.")
  private List<Path> cases;

  @Option(
      names = "--tolerance",
      paramLabel = "ERROR",
      defaultValue = "1e-4",
      description = "Largest relative error that passes. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  @Mixin private EngineOptions engineOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes what was computed, as DIR/<case>/<array>.npy.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace what is in --out.")
  private boolean overwrite;

  private int compared;
  private int beyond;
  private int notYet;
  private int withoutReference;

  @Override
  public Integer call() throws IOException {
    if (!(tolerance >= 0)) {
      throw new UsageException("--tolerance must be at least 0, got " + tolerance);
    }
    requireDistinctNames();
    TrunkEngine engine = engineOptions.choose(spec.commandLine().getErr());
    if (out == null) {
      for (Path folder : cases) {
        verify(open(folder), engine);
      }
    } else {
      verifyInto(out, engine);
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%d arrays compared, %d beyond %s, %d not yet computed, %d without a reference%n",
        compared, beyond, tolerance, notYet, withoutReference);
    print.flush();
    boolean nothingDone = compared == 0 && out == null;
    return beyond > 0 || nothingDone ? ExitStatus.FAILED : ExitStatus.FINISHED;
  }

  private static ReferenceCase open(Path folder) throws IOException {
    return CheckpointCase.isOne(folder) ? CheckpointCase.open(folder) : GoldenCase.open(folder);
  }

  private void requireDistinctNames() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Path folder : cases) {
      if (!names.add(folder.toAbsolutePath().normalize().getFileName().toString())) {
        throw new UsageException("two cases are called " + folder.getFileName());
      }
    }
  }

  private void verifyInto(Path target, TrunkEngine engine) throws IOException {
    try (OutputFolder folder =
        OutputFolder.open(spec, target, OutputFolder.Unfinished.STARTS_OVER, overwrite)) {
      for (Path path : cases) {
        ReferenceCase golden = open(path);
        Path ofCase = Files.createDirectories(folder.path().resolve(golden.name()));
        for (Map.Entry<String, Tensor> array : verify(golden, engine).entrySet()) {
          NpyFile.write(
              ofCase.resolve(array.getKey() + ".npy"),
              array.getValue().shape(),
              array.getValue().values());
        }
      }
      folder.commit();
    }
  }

  private Map<String, Tensor> verify(ReferenceCase golden, TrunkEngine engine) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    print.println(golden.name());
    Map<String, Tensor> computed = golden.recompute(engine);
    Set<String> names = new TreeSet<>(golden.references());
    names.addAll(computed.keySet());
    for (String name : names) {
      if (!golden.references().contains(name)) {
        withoutReference++;
        print.printf("  %-24s no reference%n", name);
        continue;
      }
      Tensor array = computed.get(name);
      if (array == null) {
        notYet++;
        print.printf("  %-24s not yet%n", name);
        continue;
      }
      double error = golden.error(name, array);
      boolean passes = error <= tolerance;
      compared++;
      beyond += passes ? 0 : 1;
      print.printf("  %-24s %.1e%s%n", name, error, passes ? "" : "  beyond the tolerance");
    }
    print.flush();
    return computed;
  }
}
