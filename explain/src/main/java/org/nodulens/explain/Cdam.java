package org.nodulens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.vit.ClassTokenPass;

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
 * The first term is what reaches the score through the values, the second through the keys.
 */
public record Cdam(Paths paths) implements ImportanceEstimator {
  /** The map as published. */
  public static final Cdam WHOLE = new Cdam(Paths.ALL);

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
  public boolean knowsTask() {
    return true;
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    List<float[]> maps = new ArrayList<>();
    for (int score = 0; score < pass.scores(); score++) {
      maps.add(importance(pass.classToken(), pass.pooledGradients(score)));
    }
    return maps;
  }

  private float[] importance(ClassTokenPass pass, float[][] w) {
    double[] importance = new double[pass.tokens()];
    for (int h = 0; h < pass.heads(); h++) {
      float[] a = pass.attention(h);
      float[] s = pass.scores(h);
      float[] p = pass.normedAlong(w[h]);
      double mean = 0;
      for (int i = 0; i < p.length; i++) {
        mean += (double) a[i] * p[i];
      }
      for (int i = 0; i < p.length; i++) {
        double throughValue = paths.value ? p[i] : 0;
        double throughKey = paths.key ? (p[i] - mean) * s[i] : 0;
        importance[i] += a[i] * (throughValue + throughKey);
      }
    }
    return toFloats(importance);
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
