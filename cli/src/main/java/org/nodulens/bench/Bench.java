package org.nodulens.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.vit.Device;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.EngineChoice;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Precision;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.VitConfig;

/** Everything that is measured, part after part. */
public final class Bench {
  private static final String SMALL_8 = "one map, ViT-S/8 at 224 x 224, random weights, one pass";
  private static final String TRIAL = "one map, a tiny network, random weights, one pass";
  private static final String EMBEDDED = "one nodule, the embedded model, all its passes";

  /** As many as Smooth CDAM takes. */
  private static final int SAMPLES = 50;

  private final Rounds rounds;
  private final List<ImportanceEstimator> methods;
  private final boolean trial;
  private final Consumer<String> said;
  private final List<String> left = new ArrayList<>();
  private final List<TrunkEngine> engines;
  private final Optional<ProbeEngine> backward = ProbeEngine.first();

  /**
   * A bench.
   *
   * @param trial a tiny network in place of ViT-S/8: to see that everything runs
   * @param said is told which part begins
   */
  public Bench(
      Rounds rounds, List<ImportanceEstimator> methods, boolean trial, Consumer<String> said) {
    this.rounds = rounds;
    this.methods = List.copyOf(methods);
    this.trial = trial;
    this.said = said;
    this.engines = running(left);
  }

  /**
   * Measures all parts.
   *
   * @param folder for what has to lie on disk; an existing one, its content is the caller's to
   *     remove
   * @param crops what each engine's cheaper numbers cost is measured on; none: it is not
   */
  public BenchReport run(Path folder, Optional<BenchCrops> crops) throws IOException {
    if (backward.isEmpty()) {
      left.add("full forward and backward: no PyTorch on the class path");
    }
    List<Measured> all = new ArrayList<>();
    List<PrecisionCost> costs = new ArrayList<>();
    try (Python python = new Python()) {
      all.addAll(randomNetwork(folder, python));
      all.addAll(embeddedModel());
      all.addAll(ingest(folder.resolve("series"), python));
    }
    if (crops.isPresent()) {
      costs.addAll(costs(crops.get()));
    } else {
      left.add("what cheaper numbers cost: no crops given");
    }
    return new BenchReport(all, costs, machine(), left);
  }

  private List<PrecisionCost> costs(BenchCrops crops) throws IOException {
    PrecisionComparison comparison = crops.comparison();
    Map<String, List<TrunkEngine>> byEngine = new LinkedHashMap<>();
    engines.forEach(one -> byEngine.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one));
    List<PrecisionCost> costs = new ArrayList<>();
    for (List<TrunkEngine> precisions : byEngine.values()) {
      if (precisions.size() > 1) {
        said.accept("what cheaper numbers cost, " + crops.set().folder());
        costs.addAll(comparison.of(precisions));
      }
    }
    return costs;
  }

  /** A network of random weights, and peers of its size. */
  private List<Measured> randomNetwork(Path folder, Python python) throws IOException {
    String part = trial ? TRIAL : SMALL_8;
    VitConfig config = trial ? BenchModel.TRIAL : BenchModel.SMALL_8;
    ModelFolder model = BenchModel.write(config, Files.createDirectories(folder.resolve("model")));
    try (NetworkBench bench = new NetworkBench(part, model)) {
      addAll(part, bench);
      if (backward.isPresent()) {
        bench.addLastBlocks(
            backward.get(),
            BenchModel.write(
                BenchModel.ofOneBlock(config),
                Files.createDirectories(folder.resolve("one-block"))),
            SAMPLES);
      }
      List<Contender> contenders = new ArrayList<>(bench.contenders());
      if (!trial) {
        addReference(part, python, contenders);
      }
      return rounds.of(contenders);
    }
  }

  private List<Measured> embeddedModel() throws IOException {
    try (NetworkBench bench = new NetworkBench(EMBEDDED, EmbeddedModel.open())) {
      addAll(EMBEDDED, bench);
      return rounds.of(bench.contenders());
    }
  }

  private void addAll(String part, NetworkBench bench) throws IOException {
    said.accept(part);
    for (TrunkEngine engine : engines) {
      bench.add(engine, methods);
    }
    if (backward.isPresent()) {
      bench.addBackward(backward.get());
    }
  }

  /** Every engine that runs here, in each precision that it has. */
  private static List<TrunkEngine> running(List<String> left) {
    List<TrunkEngine> running = new ArrayList<>();
    for (TrunkEngine engine : EngineChoice.all()) {
      for (Precision precision : Precision.values()) {
        try {
          TrunkEngine set = engine.with(new TrunkSettings(precision, Device.CPU));
          Optional<String> fault = set.fault();
          if (fault.isEmpty()) {
            running.add(set);
          } else {
            left.add(set.name() + ": " + fault.get());
          }
        } catch (IllegalArgumentException e) {
          // an engine without this precision has nothing to be measured
        }
      }
    }
    return running;
  }

  private void addReference(String part, Python python, List<Contender> contenders)
      throws IOException {
    if (!Python.has("torch")) {
      left.add("reference script in Python: python3 with torch is not on the path");
      return;
    }
    try (InputStream script =
        Objects.requireNonNull(Bench.class.getResourceAsStream("reference.py"))) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      contenders.add(
          new Contender(
              part, "full forward and backward (python)", python.eachLine(text, "unused")));
    }
  }

  private List<Measured> ingest(Path folder, Python python) throws IOException {
    said.accept("ingest, a series of a phantom");
    IngestBench bench = IngestBench.of(Files.createDirectories(folder));
    List<Contender> contenders = new ArrayList<>(bench.contenders());
    if (Python.has("pydicom, numpy")) {
      contenders.add(bench.pydicom(python));
    } else {
      left.add("pydicom: python3 with pydicom and numpy is not on the path");
    }
    return rounds.of(contenders);
  }

  private static Map<String, String> machine() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("processor", processor());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", System.getProperty("java.vm.version"));
    return machine;
  }

  /** As Linux names it. */
  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
