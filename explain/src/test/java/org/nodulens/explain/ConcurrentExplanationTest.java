package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.PatientPoint;
import org.nodulens.report.ExplainRun;
import org.nodulens.report.ExplainedNodule;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.View;

class ConcurrentExplanationTest {
  @TempDir private Path folder;

  private static NoduleSample nodule(int number) {
    PatientPoint center = new PatientPoint(number - 2, 1 - number, 0.5 * number);
    return new NoduleSample("n-" + number, "", TinyModel.volume(), center, true);
  }

  /** All methods, PyTorch's too, which record gradients one at a time. */
  @Test
  void several_threads_explain_as_one_does() throws Exception {
    ModelFolder model =
        TinyModel.write(
            folder.resolve("model"),
            TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY, Symmetry.HALF_TURN)),
            TinyModel.weights(1));
    List<ImportanceEstimator> methods =
        Methods.ids().stream().map(id -> Methods.ofId(id).orElseThrow()).toList();
    ModelIdentity identity = new ModelIdentity("ab12", "engine", "test");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first());
        ExplainRun run =
            ExplainRun.into(
                folder.resolve("maps"),
                models,
                identity,
                new ExplainRun.Request(methods, model.description().tasks(), 0))) {
      List<Future<ExplainedNodule>> together = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        NoduleSample sample = nodule(number);
        together.add(threads.submit(() -> run.explained(sample, SliceSpan.CENTER)));
      }
      for (int number = 0; number < 6; number++) {
        Explanation among = together.get(number).get().slices().get(0).explanation();
        Explanation alone = run.explain(nodule(number));
        assertThat(among.predictions()).isEqualTo(alone.predictions());
        for (int map = 0; map < alone.maps().size(); map++) {
          ImportanceMap expected = alone.maps().get(map).views().get(0).map();
          float largest = Math.max(expected.maximum(), -expected.minimum());
          assertThat(among.maps().get(map).views().get(0).map().values())
              .as("%s of nodule %d", alone.maps().get(map).method().id(), number)
              .containsExactly(expected.values(), offset(2e-5f * largest));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
