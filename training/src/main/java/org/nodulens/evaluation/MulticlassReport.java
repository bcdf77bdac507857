package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nodulens.vit.Task;

/**
 * How well class probabilities tell several classes apart: accuracy and Cohen's kappa of the
 * likeliest class, and the area under the ROC curve of each class against the rest, with their
 * plain mean (macro; Hand and Till 2001, doi:10.1023/A:1010920819831, discuss such averages).
 */
final class MulticlassReport {
  private final Cases cases;
  private final double[][] probabilities;
  private final List<String> classes;
  private final int[] labels;

  /**
   * Of cases whose label is the number of their class.
   *
   * @param probabilities a row a case, a column a class
   */
  MulticlassReport(Cases cases, double[][] probabilities, List<String> classes) {
    if (probabilities.length != cases.size()) {
      throw new IllegalArgumentException(
          probabilities.length + " rows of probabilities do not fit " + cases.size() + " cases");
    }
    this.cases = cases;
    this.probabilities = probabilities;
    this.classes = List.copyOf(classes);
    labels = IntStream.range(0, cases.size()).map(i -> (int) cases.labels()[i]).toArray();
  }

  /** Of a task's cases, with the probabilities that they come with; without pictures. */
  static List<Plot> write(Task task, Cases cases, ObjectNode json) {
    new MulticlassReport(cases, cases.probabilities(), task.classes()).write(json);
    return List.of();
  }

  void write(ObjectNode json) {
    Optional<String> missing =
        cases
            .tooSmall()
            .or(
                () ->
                    IntStream.of(labels).distinct().count() > 1
                        ? Optional.empty()
                        : Optional.of("one class only: " + classes.get(labels[0])));
    int[] predicted = IntStream.range(0, cases.size()).map(this::likeliest).toArray();
    ConfusionMatrix matrix = new ConfusionMatrix(classes.size(), predicted, labels);
    json.set("accuracy", cases.figure(missing, matrix::accuracy).json());
    json.set("kappa", cases.figure(missing, matrix::kappa).json());
    List<RocCurve> curves =
        IntStream.range(0, classes.size()).mapToObj(this::againstTheRest).toList();
    json.set("auc_macro", cases.figure(missing, counts -> mean(curves, counts)).json());
    ObjectNode ofClasses = json.putObject("classes");
    for (int c = 0; c < classes.size(); c++) {
      int one = c;
      ObjectNode entry = ofClasses.putObject(classes.get(c));
      entry.put("n", IntStream.of(labels).filter(label -> label == one).count());
      entry.set("auc", cases.figure(missing, curves.get(c)::auc).json());
      entry.set("recall", cases.figure(missing, counts -> matrix.recall(one, counts)).json());
    }
  }

  /** The first of those with the highest probability. */
  private int likeliest(int row) {
    int best = 0;
    for (int c = 1; c < classes.size(); c++) {
      best = probabilities[row][c] > probabilities[row][best] ? c : best;
    }
    return best;
  }

  private RocCurve againstTheRest(int one) {
    boolean[] positive = new boolean[labels.length];
    double[] scores = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == one;
      scores[i] = probabilities[i][one];
    }
    return new RocCurve(scores, positive);
  }

  /** Of the classes that there are; empty where one of them is missing. */
  private OptionalDouble mean(List<RocCurve> curves, int[] counts) {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < curves.size(); c++) {
      int one = c;
      if (IntStream.of(labels).anyMatch(label -> label == one)) {
        OptionalDouble area = curves.get(c).auc(counts);
        if (area.isEmpty()) {
          return OptionalDouble.empty();
        }
        sum += area.getAsDouble();
        present++;
      }
    }
    return present > 0 ? OptionalDouble.of(sum / present) : OptionalDouble.empty();
  }
}
