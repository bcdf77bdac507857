package org.nodulens.explain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.ExplainedModel;
import org.nodulens.explain.ExplainedPass;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.OutputScore;
import org.nodulens.explain.SmoothCdam;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.Head;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * The most memory that this process has held, as Linux counts it (VmHWM), after maps by one way:
 * each way needs a process of its own. ViT-S/8 at 224 x 224 with random weights.
 */
public final class MemoryBenchmark {
  private static final int RUNS = 5;
  private static final int CROPS = 10_000;
  private static final int CROPS_A_LINE = 1_000;

  private MemoryBenchmark() {}

  /**
   * Prints what was held.
   *
   * @param args {@code weights} alone, {@code cdam}, {@code smooth}, {@code backward} (all blocks
   *     forwards and backwards), or {@code flat}: 10,000 images through a small network
   */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "weights" -> print("weights read", weights(224, 384, 12, 6).config().width());
      case "cdam" -> maps(weights(224, 384, 12, 6), Cdam.WHOLE, RUNS, RUNS);
      case "smooth" ->
          maps(weights(224, 384, 12, 6), new SmoothCdam(SmoothCdam.Statistic.MEAN), RUNS, RUNS);
      case "backward" -> backward(weights(224, 384, 12, 6));
      case "flat" -> maps(weights(64, 96, 3, 3), Cdam.WHOLE, CROPS, CROPS_A_LINE);
      default -> throw new IllegalArgumentException("no such way: " + args[0]);
    }
  }

  private static void maps(VitWeights weights, ImportanceEstimator method, int runs, int each)
      throws IOException {
    ExplainedModel model =
        new ExplainedModel(weights.config(), new LastBlock(weights), () -> weights);
    LinearHead head = LinearHead.of(weights);
    try (Trunk trunk = TrunkEngine.first().load(weights)) {
      for (int run = 1; run <= runs; run++) {
        float[] pixels = image(weights.config(), run);
        BlockInput x = trunk.blockInputs(List.of(pixels)).get(0);
        method.importance(
            new ExplainedPass(
                model, pixels, x, model.lastBlock().forward(x), List.of(new OutputScore(head, 0))));
        if (run % each == 0) {
          print(method.id(), run);
        }
      }
    }
  }

  private static void backward(VitWeights weights) throws IOException {
    Head head = LinearHead.of(weights);
    try (NetworkProbe probe = ProbeEngine.first().orElseThrow().probe(weights)) {
      for (int run = 1; run <= RUNS; run++) {
        probe.pixelGradients(
            List.of(image(weights.config(), run)),
            embedding -> List.of(head.gradient(0, embedding)));
      }
    }
    print("full forward and backward", RUNS);
  }

  private static void print(String what, int count) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    System.out.printf(
        "%s, %d: at most %s, now %s%n", what, count, of(status, "VmHWM"), of(status, "VmRSS"));
  }

  private static String of(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + " MiB")
        .findFirst()
        .orElse("unknown");
  }

  private static VitWeights weights(int pixels, int width, int depth, int heads) {
    VitConfig config =
        new VitConfig(
            PixelSize.square(pixels),
            PixelSize.square(8),
            3,
            width,
            depth,
            heads,
            4 * width,
            0,
            false,
            true,
            1,
            1e-6);
    return VitWeights.random(config, /* deviation= */ 0.03, 1);
  }

  private static float[] image(VitConfig config, int seed) {
    return gaussian(config.channels() * config.image().count(), new Random(seed));
  }

  private static float[] gaussian(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
