package org.nodulens.explain.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.ExplainedModel;
import org.nodulens.explain.ExplainedPass;
import org.nodulens.explain.GaussianNoise;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.IntegratedCdam;
import org.nodulens.explain.OutputScore;
import org.nodulens.explain.Score;
import org.nodulens.explain.SmoothCdam;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * What maps cost beside a plain forward pass of the same engine, in one run: ViT-S/8 at 224 x 224
 * with random weights. The forward pass is all twelve blocks in the engine: the trunk of a network
 * that has one block more.
 */
public final class SpeedBenchmark {
  private static final int OUTPUTS = 1000;
  private static final int IMAGE = 3 * 224 * 224;

  private SpeedBenchmark() {}

  /** One thing to be timed, once. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** What is mapped: an image through the trunk and the last block, then a method. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Mapped(Trunk trunk, ExplainedModel model, List<Score> scores, float[] pixels) {
    void by(int outputs, ImportanceEstimator... methods) throws IOException {
      BlockInput x = trunk.blockInputs(List.of(pixels)).get(0);
      ExplainedPass pass =
          new ExplainedPass(
              model, pixels, x, model.lastBlock().forward(x), scores.subList(0, outputs));
      for (ImportanceEstimator method : methods) {
        method.importance(pass);
      }
    }
  }

  /**
   * Prints a line for each kind of map.
   *
   * @param args how many rounds to time (25); {@code --processor} for processor time, not wall time
   */
  public static void main(String[] args) throws IOException {
    List<String> options = Arrays.asList(args);
    int rounds =
        options.stream().filter(a -> a.matches("[1-9]\\d*")).mapToInt(Integer::parseInt).sum();
    VitWeights weights = weights(12);
    List<Score> scores = new ArrayList<>();
    LinearHead head = LinearHead.of(weights);
    for (int output = 0; output < OUTPUTS; output++) {
      scores.add(new OutputScore(head, output));
    }
    ExplainedModel model =
        new ExplainedModel(weights.config(), new LastBlock(weights), () -> weights);
    ImportanceEstimator smooth =
        new SmoothCdam(SmoothCdam.Statistic.MEAN, new GaussianNoise(50, 0.05, 1));
    float[] pixels = gaussian(IMAGE, new Random(2));
    try (Trunk whole = TrunkEngine.first().load(weights(13));
        Trunk trunk = TrunkEngine.first().load(weights)) {
      Mapped mapped = new Mapped(trunk, model, scores, pixels);
      Map<String, Work> kinds = new LinkedHashMap<>();
      kinds.put("forward pass", () -> whole.blockInputs(List.of(pixels)));
      kinds.put("prediction", () -> mapped.by(1));
      kinds.put("CDAM, 1 output", () -> mapped.by(1, Cdam.WHOLE));
      kinds.put("CDAM, 8 outputs", () -> mapped.by(8, Cdam.WHOLE));
      kinds.put("CDAM, 1,000 outputs", () -> mapped.by(OUTPUTS, Cdam.WHOLE));
      kinds.put("Smooth CDAM, 50 samples", () -> mapped.by(1, smooth));
      kinds.put("Integrated CDAM, 49 steps", () -> mapped.by(1, new IntegratedCdam()));
      print(kinds, rounds == 0 ? 25 : rounds, options.contains("--processor"));
    }
  }

  /** Kinds take turns, so that whatever else the machine does meets them alike. */
  private static void print(Map<String, Work> kinds, int rounds, boolean processor)
      throws IOException {
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = -3; round < rounds; round++) { // the first three warm up
      for (Map.Entry<String, Work> kind : kinds.entrySet()) {
        long start = nanoseconds(processor);
        kind.getValue().run();
        long taken = nanoseconds(processor) - start;
        if (round >= 0) {
          times.computeIfAbsent(kind.getKey(), name -> new ArrayList<>()).add(taken);
        }
      }
    }
    double forward = median(times.getOrDefault("forward pass", List.of()));
    System.out.printf("medians of %d rounds, %s time%n", rounds, processor ? "processor" : "wall");
    times.forEach(
        (kind, taken) ->
            System.out.printf(
                "%-26s %8.1f ms  %5.2f of a forward pass%n",
                kind, median(taken) / 1e6, median(taken) / forward));
  }

  private static long nanoseconds(boolean processor) {
    return processor
        ? ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
        : System.nanoTime();
  }

  private static double median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static VitWeights weights(int depth) {
    VitConfig config =
        new VitConfig(
            PixelSize.square(224),
            PixelSize.square(8),
            3,
            384,
            depth,
            6,
            1536,
            0,
            false,
            true,
            OUTPUTS,
            1e-6);
    return VitWeights.random(config, /* deviation= */ 0.03, 1);
  }

  private static float[] gaussian(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
