package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.nodulens.vit.Task;

/**
 * Frozen features of crops and what their outputs are trained towards.
 *
 * @param features of each crop the class embeddings to be told apart, (D) each: their mean alone
 *     where the head is linear, each pass's otherwise
 * @param figures for validation; empty for training
 */
record HeadData(
    List<Task> tasks,
    Targets targets,
    List<List<float[]>> features,
    Optional<HeldFigures> figures) {
  HeadData {
    tasks = List.copyOf(tasks);
    features = List.copyOf(features);
  }

  int crops() {
    return features.size();
  }

  /** D. */
  int width() {
    return features.get(0).get(0).length;
  }

  /** C. */
  int outputs() {
    return targets.outputs();
  }

  /** Every feature of every crop. */
  List<float[]> rows() {
    return features.stream().flatMap(List::stream).toList();
  }

  HeadData with(Standardisation standardisation) {
    List<List<float[]>> standard = new ArrayList<>();
    features.forEach(some -> standard.add(some.stream().map(standardisation::apply).toList()));
    return new HeadData(tasks, targets, standard, figures);
  }

  /** One of each crop's features, drawn anew. */
  List<float[]> drawn(Random random) {
    List<float[]> drawn = new ArrayList<>(crops());
    for (List<float[]> some : features) {
      drawn.add(some.get(some.size() == 1 ? 0 : random.nextInt(some.size())));
    }
    return drawn;
  }

  /** The validation figures of a head; none for training data, or without crops. */
  Map<String, Double> figures(HeadOutputs head) {
    if (figures.isEmpty() || features.isEmpty()) {
      return Map.of();
    }
    float[] outputs = new float[crops() * outputs()];
    for (int i = 0; i < crops(); i++) {
      for (float[] feature : features.get(i)) {
        float[] one = head.of(feature);
        for (int c = 0; c < one.length; c++) {
          outputs[i * one.length + c] += one[c] / features.get(i).size();
        }
      }
    }
    return figures.get().of(outputs);
  }

  /** A head in use: (D) to (C). */
  @FunctionalInterface
  interface HeadOutputs {
    float[] of(float[] feature);
  }
}
