package org.nodulens.explain;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.gamma.Erf;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.VitWeights;

/**
 * The class token's way out of one block, written out in float64 with keys and values of every
 * token, all of which can be changed, and attention too. For tests: shares no code with what it
 * checks.
 */
final class ClassPathInDoubles {
  private static final double STEP = 1e-5;

  private final VitWeights weights;
  private final String block;
  private final int heads;
  private final int width;
  private final int tokens;
  private final double[] classInput;
  private final double[] query;
  private final double[][] keys;
  private final double[][] values;
  private double[][] attention;

  ClassPathInDoubles(VitWeights weights, int blockNumber, BlockInput x) {
    this.weights = weights;
    block = "blocks." + blockNumber + ".";
    heads = weights.config().heads();
    width = x.width();
    tokens = x.tokens();
    values = new double[tokens][];
    keys = new double[tokens][];
    double[][] queries = new double[tokens][];
    for (int t = 0; t < tokens; t++) {
      double[] row = new double[width];
      for (int d = 0; d < width; d++) {
        row[d] = x.values()[t * width + d];
      }
      double[] qkv = linear("attn.qkv", norm(block + "norm1", row));
      queries[t] = Arrays.copyOfRange(qkv, 0, width);
      keys[t] = Arrays.copyOfRange(qkv, width, 2 * width);
      values[t] = Arrays.copyOfRange(qkv, 2 * width, 3 * width);
    }
    classInput = new double[width];
    for (int d = 0; d < width; d++) {
      classInput[d] = x.values()[d];
    }
    query = queries[0];
    attention = attentionOfKeys();
  }

  private double[][] attentionOfKeys() {
    int perHead = width / heads;
    double[][] a = new double[heads][tokens];
    for (int h = 0; h < heads; h++) {
      double sum = 0;
      for (int t = 0; t < tokens; t++) {
        double dot = 0;
        for (int d = h * perHead; d < (h + 1) * perHead; d++) {
          dot += query[d] * keys[t][d];
        }
        a[h][t] = Math.exp(dot / Math.sqrt(perHead));
        sum += a[h][t];
      }
      for (int t = 0; t < tokens; t++) {
        a[h][t] /= sum;
      }
    }
    return a;
  }

  /** Mean over heads of the class token's attention. */
  double[] meanAttention() {
    double[] mean = new double[tokens];
    for (double[] ofHead : attention) {
      for (int t = 0; t < tokens; t++) {
        mean[t] += ofHead[t] / heads;
      }
    }
    return mean;
  }

  /** One output of the linear head. */
  ToDoubleFunction<double[]> output(int output) {
    float[] head = weights.tensor("head.weight").values();
    double bias = weights.tensor("head.bias").values()[output];
    return embedding -> {
      double sum = bias;
      for (int d = 0; d < width; d++) {
        sum += head[output * width + d] * embedding[d];
      }
      return sum;
    };
  }

  /** A central difference of the head's output along one element of the attention. */
  double slopeAlongAttention(int head, int token, int output) {
    ToDoubleFunction<double[]> score = output(output);
    double before = attention[head][token];
    attention[head][token] = before + STEP;
    double more = score.applyAsDouble(embedding());
    attention[head][token] = before - STEP;
    double less = score.applyAsDouble(embedding());
    attention[head][token] = before;
    return (more - less) / (2 * STEP);
  }

  /**
   * z_i · ∂ score / ∂ z_i of a token other than the class token: a central difference along t of
   * the score where z_i is (1 + t) z_i, as its key, its value or both see it.
   */
  double slopeAlongToken(int token, Cdam.Paths paths, ToDoubleFunction<double[]> score) {
    double[] key = keys[token];
    double[] value = values[token];
    double[] sides = new double[2];
    for (int side = 0; side < 2; side++) {
      double share = side == 0 ? STEP : -STEP;
      keys[token] = paths == Cdam.Paths.VALUE ? key : longer(key, share, width);
      values[token] = paths == Cdam.Paths.KEY ? value : longer(value, share, 2 * width);
      attention = attentionOfKeys();
      sides[side] = score.applyAsDouble(embedding());
    }
    keys[token] = key;
    values[token] = value;
    attention = attentionOfKeys();
    return (sides[0] - sides[1]) / (2 * STEP);
  }

  /** W (1 + share) z + b, of W z + b. */
  private double[] longer(double[] projected, double share, int firstBias) {
    float[] bias = weights.tensor(block + "attn.qkv.bias").values();
    double[] longer = projected.clone();
    for (int d = 0; d < longer.length; d++) {
      longer[d] += share * (projected[d] - bias[firstBias + d]);
    }
    return longer;
  }

  private double[] embedding() {
    double[] mixed = new double[width];
    for (int d = 0; d < width; d++) {
      for (int t = 0; t < tokens; t++) {
        mixed[d] += attention[d * heads / width][t] * values[t][d];
      }
    }
    double[] y = plus(classInput, scaled("ls1", linear("attn.proj", mixed)));
    double[] hidden = linear("mlp.fc1", norm(block + "norm2", y));
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] *= 0.5 * (1 + Erf.value(hidden[i] / Math.sqrt(2)));
    }
    return norm("norm", plus(y, scaled("ls2", linear("mlp.fc2", hidden))));
  }

  private double[] linear(String name, double[] x) {
    float[] w = weights.tensor(block + name + ".weight").values();
    float[] b = weights.tensor(block + name + ".bias").values();
    double[] y = new double[b.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = b[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += w[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] =
          (x[i] - mean)
                  / Math.sqrt(variance + weights.config().layerNormEps())
                  * weights.tensor(name + ".weight").values()[i]
              + weights.tensor(name + ".bias").values()[i];
    }
    return y;
  }

  private double[] scaled(String name, double[] x) {
    if (!weights.config().layerScale()) {
      return x;
    }
    float[] gamma = weights.tensor(block + name + ".gamma").values();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = gamma[i] * x[i];
    }
    return y;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
