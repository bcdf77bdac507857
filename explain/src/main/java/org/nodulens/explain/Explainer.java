package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Pass;
import org.nodulens.vit.PatchGrid;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;

/**
 * Explains the very number that a model predicts. The prediction's score is the mean over views,
 * shifts and symmetries; a view's map is the mean over that view's symmetries, each turned back, so
 * that the mean over views of the maps belongs to the score. Where there are s x s shifts, their
 * maps are interleaved on a grid s times as fine and each element is divided by s x s: the sum over
 * a view's map stays the mean of the sums over its passes' maps.
 */
public final class Explainer {
  private final NoduleClassifier classifier;

  public Explainer(NoduleClassifier classifier) {
    this.classifier = classifier;
  }

  /** Predicts one nodule and maps the given tasks by each method. */
  public Explanation explain(
      CtVolume volume, PatientPoint center, List<ImportanceEstimator> methods, List<Task> tasks)
      throws IOException {
    List<Pass> passes = classifier.passes(volume, center);
    List<Prediction> predictions = classifier.predict(passes);
    int[] outputs = outputs(tasks, predictions);
    List<ExplainedPass> explained = new ArrayList<>();
    for (Pass pass : passes) {
      explained.add(
          ExplainedPass.of(
              classifier.lastBlock(), pass.classToken(), gradients(outputs, pass.classToken())));
    }
    List<MethodMaps> maps = new ArrayList<>();
    for (ImportanceEstimator method : methods) {
      maps.addAll(maps(method, tasks, new Ran(volume, center, passes, explained)));
    }
    return new Explanation(predictions, maps);
  }

  /** What was run over a nodule. */
  private record Ran(
      CtVolume volume, PatientPoint center, List<Pass> passes, List<ExplainedPass> explained) {}

  /** The head's output behind each task's score; of several classes the likeliest one's. */
  private int[] outputs(List<Task> tasks, List<Prediction> predictions) {
    int[] outputs = new int[tasks.size()];
    for (int i = 0; i < outputs.length; i++) {
      Task task = tasks.get(i);
      int within =
          predictions.stream()
              .filter(prediction -> prediction.task().equals(task))
              .mapToInt(Prediction::output)
              .findFirst()
              .orElse(0);
      outputs[i] = classifier.description().firstOutput(task) + within;
    }
    return outputs;
  }

  private List<float[]> gradients(int[] outputs, ClassTokenPass pass) {
    List<float[]> gradients = new ArrayList<>();
    for (int output : outputs) {
      gradients.add(classifier.head().gradient(output, pass.embedding()));
    }
    return gradients;
  }

  private List<MethodMaps> maps(ImportanceEstimator method, List<Task> tasks, Ran ran) {
    List<List<float[]>> ofPasses = new ArrayList<>(); // pass, then score
    ran.explained.forEach(pass -> ofPasses.add(method.importance(pass)));
    List<MethodMaps> maps = new ArrayList<>();
    for (int score = 0; score < ofPasses.get(0).size(); score++) {
      Optional<Task> task = method.knowsTask() ? Optional.of(tasks.get(score)) : Optional.empty();
      maps.add(new MethodMaps(method, task, views(ran, ofPasses, score)));
    }
    return maps;
  }

  private List<ViewMap> views(Ran ran, List<List<float[]>> ofPasses, int score) {
    Map<View, Map<PatchShift, List<ImportanceMap>>> turnedBack = new LinkedHashMap<>();
    for (int i = 0; i < ran.passes.size(); i++) {
      Pass pass = ran.passes.get(i);
      turnedBack
          .computeIfAbsent(pass.view(), view -> new LinkedHashMap<>())
          .computeIfAbsent(pass.shift(), shift -> new ArrayList<>())
          .add(patches(ofPasses.get(i).get(score)).turnedBack(pass.symmetry()));
    }
    List<ViewMap> views = new ArrayList<>();
    turnedBack.forEach(
        (view, ofShifts) -> {
          List<ImportanceMap> means = ofShifts.values().stream().map(ImportanceMap::mean).toList();
          views.add(
              new ViewMap(
                  view,
                  classifier.plane(ran.volume, ran.center, view),
                  ImportanceMap.interleaved(means, classifier.description().input().shifts())));
        });
    return views;
  }

  /** The patch tokens' importance as a map; class and register tokens are dropped. */
  private ImportanceMap patches(float[] tokens) {
    PatchGrid grid = classifier.description().config().grid();
    int prefix = classifier.description().config().prefixTokens();
    return new ImportanceMap(
        new PixelSize(grid.rows(), grid.columns()),
        Arrays.copyOfRange(tokens, prefix, tokens.length));
  }
}
