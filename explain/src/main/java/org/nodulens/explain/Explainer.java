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
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Pass;
import org.nodulens.vit.PatchGrid;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;

/**
 * Explains the very number that a model predicts. The prediction's score is the mean over views and
 * symmetries; a view's map is the mean over that view's symmetries, each turned back, so that the
 * mean over views of the maps belongs to the score.
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
    List<ExplainedPass> explained = new ArrayList<>();
    for (Pass pass : passes) {
      explained.add(ExplainedPass.of(classifier.lastBlock(), pass.classToken(), gradients(tasks)));
    }
    List<MethodMaps> maps = new ArrayList<>();
    for (ImportanceEstimator method : methods) {
      maps.addAll(maps(method, tasks, passes, explained));
    }
    return new Explanation(classifier.predict(passes), maps);
  }

  private List<float[]> gradients(List<Task> tasks) {
    List<float[]> gradients = new ArrayList<>();
    for (Task task : tasks) {
      gradients.add(classifier.head().gradient(classifier.description().firstOutput(task)));
    }
    return gradients;
  }

  private List<MethodMaps> maps(
      ImportanceEstimator method,
      List<Task> tasks,
      List<Pass> passes,
      List<ExplainedPass> explained) {
    List<List<float[]>> ofPasses = new ArrayList<>(); // pass, then score
    explained.forEach(pass -> ofPasses.add(method.importance(pass)));
    List<MethodMaps> maps = new ArrayList<>();
    for (int score = 0; score < ofPasses.get(0).size(); score++) {
      Optional<Task> task = method.knowsTask() ? Optional.of(tasks.get(score)) : Optional.empty();
      maps.add(new MethodMaps(method, task, views(passes, ofPasses, score)));
    }
    return maps;
  }

  private List<ViewMap> views(List<Pass> passes, List<List<float[]>> ofPasses, int score) {
    Map<View, List<ImportanceMap>> turnedBack = new LinkedHashMap<>();
    Map<View, ViewMap> means = new LinkedHashMap<>();
    for (int i = 0; i < passes.size(); i++) {
      Pass pass = passes.get(i);
      List<ImportanceMap> ofView =
          turnedBack.computeIfAbsent(pass.view(), view -> new ArrayList<>());
      ofView.add(patches(ofPasses.get(i).get(score)).turnedBack(pass.symmetry()));
      means.put(pass.view(), new ViewMap(pass.view(), pass.plane(), ImportanceMap.mean(ofView)));
    }
    return List.copyOf(means.values());
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
