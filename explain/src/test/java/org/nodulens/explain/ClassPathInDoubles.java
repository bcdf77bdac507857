package org.nodulens.explain;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erf;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.VitWeights;

/**
 * The class token's way out of one block, written out in float64 with keys and values of every
 * token, and attention as something that can be changed. For tests: shares no code with what it
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
  private final double[][] values;
  private final double[][] attention;

  ClassPathInDoubles(VitWeights weights, int blockNumber, BlockInput x) {
    this.weights = weights;
    block = "blocks." + blockNumber + ".";
    heads = weights.config().heads();
    width = x.width();
    tokens = x.tokens();
    values = new double[tokens][];
    double[][] keys = new double[tokens][];
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
    attention = attention(queries[0], keys);
  }

  private double[][] attention(double[] query, double[][] keys) {
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

  /** A central difference of the head's output along one element of the attention. */
  double slopeAlongAttention(int head, int token, int output) {
    double before = attention[head][token];
    attention[head][token] = before + STEP;
    double more = output(output);
    attention[head][token] = before - STEP;
    double less = output(output);
    attention[head][token] = before;
    return (more - less) / (2 * STEP);
  }

  private double output(int output) {
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
    double[] embedding = norm("norm", plus(y, scaled("ls2", linear("mlp.fc2", hidden))));
    float[] head = weights.tensor("head.weight").values();
    double sum = weights.tensor("head.bias").values()[output];
    for (int d = 0; d < width; d++) {
      sum += head[output * width + d] * embedding[d];
    }
    return sum;
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
