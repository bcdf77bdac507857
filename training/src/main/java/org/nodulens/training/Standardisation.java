package org.nodulens.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.Tensor;

/** Each feature less its mean, divided by its standard deviation. */
final class Standardisation {
  private final double[] mean;
  private final double[] deviation;

  private Standardisation(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Measured on rows of features; a feature that never changes is left at 0. */
  static Standardisation of(List<float[]> rows) {
    int width = rows.get(0).length;
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int d = 0; d < width; d++) {
      Moments moments = new Moments();
      for (float[] row : rows) {
        moments.add(row[d]);
      }
      mean[d] = moments.mean();
      deviation[d] = moments.deviation() > 0 ? moments.deviation() : 1;
    }
    return new Standardisation(mean, deviation);
  }

  float[] apply(float[] row) {
    float[] standard = new float[row.length];
    for (int d = 0; d < row.length; d++) {
      standard[d] = (float) ((row[d] - mean[d]) / deviation[d]);
    }
    return standard;
  }

  /** A head on standardised features as the same head on the features themselves. */
  Map<String, Tensor> foldedInto(Map<String, Tensor> head) {
    String layer = head.containsKey("head.fc1.weight") ? "head.fc1" : "head";
    Tensor weight = Parameters.required(head, layer + ".weight");
    int outputs = weight.shape()[0];
    float[] folded = weight.values().clone();
    float[] bias = Parameters.required(head, layer + ".bias").values().clone();
    for (int c = 0; c < outputs; c++) {
      double shift = 0;
      for (int d = 0; d < mean.length; d++) {
        double w = folded[c * mean.length + d] / deviation[d];
        folded[c * mean.length + d] = (float) w;
        shift += w * mean[d];
      }
      bias[c] = (float) (bias[c] - shift);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>(head);
    tensors.put(layer + ".weight", new Tensor(folded, outputs, mean.length));
    tensors.put(layer + ".bias", new Tensor(bias, outputs));
    return tensors;
  }
}
