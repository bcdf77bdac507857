package org.nodulens.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.evaluation.RocCurve;
import org.nodulens.vit.Task;

/**
 * How outputs do on the validation patients, epoch by epoch: the loss, then of each task the AUC
 * (binary), the mean squared error in z units (regression) or the accuracy (classes), each where
 * there are labels for it.
 */
final class HeldFigures {
  private final TrainingData data;
  private final TaskLoss loss;
  private final Map<Task, OptionalDouble[]> labels = new HashMap<>();

  HeldFigures(TrainingData data) {
    this.data = data;
    this.loss = new TaskLoss(data.tasks());
    for (Task task : data.tasks()) {
      labels.put(
          task,
          data.crops().stream()
              .map(crop -> LabelRule.label(crop, task))
              .toArray(OptionalDouble[]::new));
    }
  }

  /**
   * The figures by column name.
   *
   * @param outputs of every validation crop, (n, C)
   */
  Map<String, Double> of(float[] outputs) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        EpochFigures.VALIDATION_LOSS,
        loss.gradient(outputs, data.targets(), new float[outputs.length]));
    int first = 0;
    for (Task task : data.tasks()) {
      int column = first;
      figure(task, outputs, column)
          .ifPresent(value -> figures.put("validation_" + task.name() + "_" + name(task), value));
      first += task.outputs();
    }
    return figures;
  }

  private static String name(Task task) {
    return switch (task.kind()) {
      case BINARY -> "auc";
      case REGRESSION -> "mse_z";
      case MULTICLASS -> "accuracy";
    };
  }

  private OptionalDouble figure(Task task, float[] outputs, int column) {
    int[] labelled = labelled(task);
    if (labelled.length == 0) {
      return OptionalDouble.empty();
    }
    return switch (task.kind()) {
      case BINARY -> auc(task, outputs, column, labelled);
      case REGRESSION ->
          Arrays.stream(labelled)
              .mapToDouble(
                  i -> {
                    double miss =
                        outputs[i * loss.outputs() + column]
                            - task.scaling().score(label(task, i).orElseThrow());
                    return miss * miss;
                  })
              .average();
      case MULTICLASS ->
          Arrays.stream(labelled)
              .mapToDouble(
                  i ->
                      likeliest(outputs, i * loss.outputs() + column, task.outputs())
                              == label(task, i).orElseThrow()
                          ? 1
                          : 0)
              .average();
    };
  }

  private OptionalDouble auc(Task task, float[] outputs, int column, int[] labelled) {
    double[] scores = new double[labelled.length];
    boolean[] positive = new boolean[labelled.length];
    for (int i = 0; i < labelled.length; i++) {
      scores[i] = outputs[labelled[i] * loss.outputs() + column];
      positive[i] = label(task, labelled[i]).orElseThrow() > 0.5;
    }
    return new RocCurve(scores, positive).auc();
  }

  private static int likeliest(float[] outputs, int at, int count) {
    int likeliest = 0;
    for (int c = 1; c < count; c++) {
      likeliest = outputs[at + c] > outputs[at + likeliest] ? c : likeliest;
    }
    return likeliest;
  }

  private int[] labelled(Task task) {
    return IntStream.range(0, data.crops().size())
        .filter(i -> label(task, i).isPresent())
        .toArray();
  }

  private OptionalDouble label(Task task, int crop) {
    OptionalDouble[] ofTask = labels.get(task);
    return ofTask == null ? OptionalDouble.empty() : ofTask[crop];
  }
}
