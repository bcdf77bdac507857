package org.nodulens.evaluation;

import java.util.OptionalDouble;

/** Predicted classes against labels, both 0 to classes - 1, case by case. */
final class ConfusionMatrix {
  private final int classes;
  private final int[] predicted;
  private final int[] labels;

  ConfusionMatrix(int classes, int[] predicted, int[] labels) {
    if (predicted.length != labels.length) {
      throw new IllegalArgumentException(
          predicted.length + " predictions do not fit " + labels.length + " labels");
    }
    this.classes = classes;
    this.predicted = predicted.clone();
    this.labels = labels.clone();
  }

  /** How often each predicted class (row) met each label (column). */
  private double[][] table(int[] counts) {
    double[][] table = new double[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      table[predicted[i]][labels[i]] += counts[i];
    }
    return table;
  }

  /** The share of cases that are right. */
  OptionalDouble accuracy(int[] counts) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? counts[i] : 0;
      all += counts[i];
    }
    return all > 0 ? OptionalDouble.of(right / all) : OptionalDouble.empty();
  }

  /**
   * Cohen's kappa (1960, doi:10.1177/001316446002000104): (p_o - p_e) / (1 - p_e), agreement beyond
   * what the margins give by chance. Empty where chance alone agrees always: one class only.
   */
  OptionalDouble kappa(int[] counts) {
    double[][] table = table(counts);
    double all = 0;
    double agreed = 0;
    double byChance = 0;
    for (int c = 0; c < classes; c++) {
      double row = 0;
      double column = 0;
      for (int other = 0; other < classes; other++) {
        row += table[c][other];
        column += table[other][c];
      }
      agreed += table[c][c];
      byChance += row * column;
      all += row;
    }
    double chance = byChance / (all * all);
    return all > 0 && chance < 1
        ? OptionalDouble.of((agreed / all - chance) / (1 - chance))
        : OptionalDouble.empty();
  }

  /** Of the cases with this label, the share that is predicted so; empty where there is none. */
  OptionalDouble recall(int label, int[] counts) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        right += predicted[i] == label ? counts[i] : 0;
        all += counts[i];
      }
    }
    return all > 0 ? OptionalDouble.of(right / all) : OptionalDouble.empty();
  }
}
