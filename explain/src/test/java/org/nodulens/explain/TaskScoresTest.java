package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Task;
import org.nodulens.vit.TracedPass;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;

/** Which raw output a task's map explains. */
class TaskScoresTest {
  private static final VitConfig CONFIG =
      new VitConfig(
          PixelSize.square(16), PixelSize.square(4), 1, 12, 2, 3, 24, 1, true, true, 4, 1e-6);

  private static final Task TEXTURE =
      new Task(
          "texture",
          1,
          Task.Kind.REGRESSION,
          "rating",
          new Task.Scaling(4, 2, false),
          "mean",
          Optional.empty());

  private static final Task HISTOLOGY =
      new Task(
          "histology",
          3,
          Task.Kind.MULTICLASS,
          "class",
          Task.Scaling.NONE,
          "given",
          Optional.empty(),
          List.of("a", "b", "c"));

  @TempDir private Path folder;

  @Test
  void a_regressions_z_score_and_the_likeliest_of_several_classes_are_explained() throws Exception {
    ModelDescription description =
        new ModelDescription(
            CONFIG,
            TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY)),
            List.of(TEXTURE, HISTOLOGY),
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            TrainingPatients.NONE);
    ModelFolder model = ModelFolder.write(folder, description, RandomNetwork.of(CONFIG, 2));
    try (NoduleClassifier classifier = NoduleClassifier.load(model, TrunkEngine.first());
        Explainer explainer = new Explainer(classifier)) {
      PatientPoint center = PatientPoint.ORIGIN;
      TracedPass pass = classifier.tracedPasses(TinyModel.volume(), center).get(0);
      float[] outputs = classifier.head().apply(pass.pass().classToken().embedding());
      int likeliest = 1;
      for (int output = 2; output < 4; output++) {
        likeliest = outputs[output] > outputs[likeliest] ? output : likeliest;
      }
      Explanation explanation =
          explainer.explain(
              TinyModel.volume(), center, List.of(Cdam.WHOLE), List.of(HISTOLOGY, TEXTURE));
      ExplainedPass byHand =
          new ExplainedPass(
              ExplainedModel.of(classifier),
              pass.pixels(),
              pass.blockInput(),
              pass.pass().classToken(),
              List.of(
                  new OutputScore(classifier.head(), likeliest),
                  new OutputScore(classifier.head(), 0)));
      List<float[]> expected = Cdam.WHOLE.importance(byHand);
      for (int task = 0; task < 2; task++) {
        MethodMaps maps = explanation.maps().get(task);
        assertThat(maps.views().get(0).map().values()).isEqualTo(expected.get(task));
      }
      assertThat(explanation.predictions().get(0).value()).isEqualTo(4 + 2.0 * outputs[0]);
    }
  }
}
