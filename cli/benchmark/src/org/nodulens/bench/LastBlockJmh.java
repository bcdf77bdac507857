package org.nodulens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.ExplainedModel;
import org.nodulens.explain.ExplainedPass;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.IntegratedCdam;
import org.nodulens.explain.OutputScore;
import org.nodulens.explain.SmoothCdam;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;
import org.nodulens.volumeio.FolderTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The last block of ViT-S/8 at 224 x 224 (785 tokens of 384), and the maps that rest on it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LastBlockJmh {
  private ExplainedModel model;
  private BlockInput input;
  private OutputScore score;
  private NetworkProbe probe;
  private LinearHead head;
  private List<float[]> images;

  /** Random weights and a random input. */
  @Setup
  public void prepare() throws IOException {
    Path folder = Files.createTempDirectory("nodulens-jmh");
    VitWeights weights = BenchModel.write(BenchModel.SMALL_8, folder).weights();
    VitConfig config = weights.config();
    model = new ExplainedModel(config, new LastBlock(weights), () -> weights);
    score = new OutputScore(LinearHead.of(weights), 0);
    Random random = new Random(1);
    float[] values = new float[config.tokens() * config.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    input = new BlockInput(config.tokens(), config.width(), values);
    FolderTree.delete(folder);
    VitConfig oneBlock = BenchModel.ofOneBlock(config);
    Path second = Files.createTempDirectory("nodulens-jmh");
    VitWeights block = BenchModel.write(oneBlock, second).weights();
    probe = ProbeEngine.first().orElseThrow().probe(block);
    head = LinearHead.of(block);
    images = Collections.nCopies(50, new float[config.channels() * 224 * 224]);
    FolderTree.delete(second);
  }

  /** The class token alone. */
  @Benchmark
  public ClassTokenPass forward() {
    return model.lastBlock().forward(input);
  }

  @Benchmark
  public List<float[]> cdam() throws IOException {
    return map(Cdam.WHOLE);
  }

  @Benchmark
  public List<float[]> smoothCdam50() throws IOException {
    return map(new SmoothCdam(SmoothCdam.Statistic.MEAN));
  }

  @Benchmark
  public List<float[]> integratedCdam49() throws IOException {
    return map(new IntegratedCdam());
  }

  /** What Smooth CDAM would take in PyTorch, the class token's row of the block alone. */
  @Benchmark
  public List<List<float[]>> lastBlocks50PyTorch() {
    return probe.pixelGradients(images, embedding -> List.of(head.gradient(0, embedding)));
  }

  private List<float[]> map(ImportanceEstimator method) throws IOException {
    ClassTokenPass pass = model.lastBlock().forward(input);
    return method.importance(new ExplainedPass(model, new float[0], input, pass, List.of(score)));
  }
}
