package org.nodulens.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.TokenColumns;

/**
 * Class-discriminative attention map (Brocki, Binda and Chung, arXiv:2312.02364): the importance of
 * token i is z_i · ∂f/∂z_i, z being norm1's output in the last block and f the score. In closed
 * form, for patch tokens, without automatic differentiation:
 *
 * <pre>
 *   p_hi = w_h · z_i      p̄_h = Σ_i a_hi p_hi
 *   S_i  = Σ_h a_hi [ p_hi + (p_hi − p̄_h) s_hi ]
 * </pre>
 *
 * The first term is what reaches the score through the values, the second through the keys. Where
 * there are many scores, p_hi = g_h · v_hi with the values v_hi = W_v,h z_i: then what stands in
 * the brackets is one matrix for all of them, and a score costs T·D instead of heads·T·D.
 */
public record Cdam(Paths paths) implements ImportanceEstimator {
  /** The map as published. */
  public static final Cdam WHOLE = new Cdam(Paths.ALL);

  /** From so many scores on it pays to project the values of all tokens. */
  private static final int MANY_SCORES = 64;

  /** Through which projections of the tokens the score is reached. */
  public enum Paths {
    ALL(true, true),
    VALUE(true, false),
    KEY(false, true);

    private final boolean value;
    private final boolean key;

    Paths(boolean value, boolean key) {
      this.value = value;
      this.key = key;
    }
  }

  @Override
  public String id() {
    return paths == Paths.ALL ? "cdam" : "cdam_" + paths.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    return pass.patches(
        tokens(pass.model().lastBlock(), pass.classToken(), pass.embeddingGradients()));
  }

  /**
   * Importance of all tokens, class and registers too, (T) a score.
   *
   * @param embeddingGradients of each score, (D)
   */
  List<float[]> tokens(LastBlock block, ClassTokenPass pass, List<float[]> embeddingGradients) {
    return tokens(block, List.of(pass), List.of(embeddingGradients)).get(0);
  }

  /**
   * The same for several passes, each as if it were alone; they share the fetching of weights.
   *
   * @param embeddingGradients a list a pass: of each score, (D)
   */
  List<List<float[]>> tokens(
      LastBlock block, List<ClassTokenPass> passes, List<List<float[]>> embeddingGradients) {
    int scores = embeddingGradients.get(0).size();
    List<List<float[]>> maps = new ArrayList<>();
    if (scores >= MANY_SCORES) {
      for (int n = 0; n < passes.size(); n++) {
        maps.add(ofMany(block, passes.get(n), embeddingGradients.get(n)));
      }
      return maps;
    }
    List<ClassTokenPass> ofEachScore =
        passes.stream().flatMap(pass -> Collections.nCopies(scores, pass).stream()).toList();
    List<float[]> all =
        ofFew(block, ofEachScore, embeddingGradients.stream().flatMap(List::stream).toList());
    for (int n = 0; n < passes.size(); n++) {
      maps.add(all.subList(n * scores, (n + 1) * scores));
    }
    return maps;
  }

  private List<float[]> ofFew(
      LastBlock block, List<ClassTokenPass> passes, List<float[]> embeddingGradients) {
    float[][][] w = block.pooledGradients(passes, embeddingGradients);
    List<float[]> maps = new ArrayList<>();
    for (int n = 0; n < w.length; n++) {
      maps.add(ofOne(passes.get(n), w[n]));
    }
    return maps;
  }

  private float[] ofOne(ClassTokenPass pass, float[][] w) {
    float[][] along = pass.normed().along(w);
    float[] importance = new float[pass.tokens()];
    for (int h = 0; h < pass.heads(); h++) {
      float[] a = pass.attention(h);
      float[] s = pass.scores(h);
      float[] p = along[h];
      float mean = mean(a, p);
      float valueShare = paths.value ? 1 : 0;
      float keyShare = paths.key ? 1 : 0;
      for (int i = 0; i < p.length; i++) {
        importance[i] += a[i] * (valueShare * p[i] + keyShare * (p[i] - mean) * s[i]);
      }
    }
    return importance;
  }

  private List<float[]> ofMany(
      LastBlock block, ClassTokenPass pass, List<float[]> embeddingGradients) {
    TokenColumns values = block.values(pass);
    for (int d = 0; d < values.width(); d++) {
      bracket(pass, d * pass.heads() / values.width(), values.components()[d]);
    }
    return List.of(values.along(block.mixedGradients(pass, embeddingGradients)));
  }

  /** v_i becomes a_hi [ v_i + (v_i − v̄) s_hi ], for one component of all tokens. */
  private void bracket(ClassTokenPass pass, int head, float[] v) {
    float[] a = pass.attention(head);
    float[] s = pass.scores(head);
    float mean = mean(a, v);
    float valueShare = paths.value ? 1 : 0;
    float keyShare = paths.key ? 1 : 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = a[i] * (valueShare * v[i] + keyShare * (v[i] - mean) * s[i]);
    }
  }

  /** Σ_i a_i p_i. */
  private static float mean(float[] a, float[] p) {
    double mean = 0;
    for (int i = 0; i < a.length; i++) {
      mean += (double) a[i] * p[i];
    }
    return (float) mean;
  }
}
