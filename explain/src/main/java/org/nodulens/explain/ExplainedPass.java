package org.nodulens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.ClassTokenPass;

/**
 * One pass through a model together with the scores to be explained. What several methods need of
 * it is computed once. For use by one thread at a time.
 */
public final class ExplainedPass {
  private final ExplainedModel model;
  private final float[] pixels;
  private final BlockInput blockInput;
  private final ClassTokenPass classToken;
  private final List<Score> scores;
  private final Map<GaussianNoise, SampleMoments> smooth = new HashMap<>();
  private @Nullable List<float[]> embeddingGradients;

  /**
   * A pass that was run.
   *
   * @throws IllegalArgumentException if a pixel is not finite
   * @param pixels (channels, rows, columns), normalised
   * @param blockInput what they became at the last block
   * @param classToken what this became
   */
  public ExplainedPass(
      ExplainedModel model,
      float[] pixels,
      BlockInput blockInput,
      ClassTokenPass classToken,
      List<Score> scores) {
    for (int i = 0; i < pixels.length; i++) {
      if (!Float.isFinite(pixels[i])) {
        throw new IllegalArgumentException(
            "value " + i + " of an image is " + pixels[i] + ": it cannot be explained");
      }
    }
    this.model = model;
    this.pixels = pixels;
    this.blockInput = blockInput;
    this.classToken = classToken;
    this.scores = List.copyOf(scores);
  }

  public ExplainedModel model() {
    return model;
  }

  /** (channels, rows, columns), normalised: read only. */
  public float[] pixels() {
    return pixels;
  }

  /** x, what enters the last block. */
  public BlockInput blockInput() {
    return blockInput;
  }

  public ClassTokenPass classToken() {
    return classToken;
  }

  public List<Score> scores() {
    return scores;
  }

  /** Each score's gradient at the class embedding, (D). */
  List<float[]> embeddingGradients() {
    if (embeddingGradients == null) {
      embeddingGradients = embeddingGradients(scores, classToken);
    }
    return embeddingGradients;
  }

  static List<float[]> embeddingGradients(List<Score> scores, ClassTokenPass pass) {
    List<float[]> gradients = new ArrayList<>();
    for (Score score : scores) {
      gradients.add(score.gradient(pass.embedding()));
    }
    return gradients;
  }

  /** CDAM's moments over noisy samples. */
  SampleMoments smooth(GaussianNoise noise) {
    return smooth.computeIfAbsent(noise, key -> PerturbedCdam.moments(this, key));
  }

  /** Importance of all tokens without that of class and register tokens. */
  float[] patches(float[] tokens) {
    return Arrays.copyOfRange(tokens, model.config().prefixTokens(), tokens.length);
  }

  /** The same for several scores. */
  List<float[]> patches(List<float[]> tokens) {
    return tokens.stream().map(this::patches).toList();
  }
}
