package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.PredictionsCsv;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.TrunkEngine;

/** {@code --layers head}: folds side by side, scored from the features that are there. */
class HeadSearchTest {
  private static final int FOLDS = 3;

  @TempDir private Path folder;

  private TrainingOptions options(int hidden) {
    return new TrainingOptions(List.of("malignancy", "diameter"), new Layers.Head(), FOLDS, 30, 17)
        .withShifts(2)
        .with(Settings.USUAL.with(Setting.HIDDEN, hidden));
  }

  private CropSet crops() throws IOException {
    return SyntheticCrops.brightAndDark(folder.resolve("crops"), 24);
  }

  private void run(String name, CropSet set, int cores, TrainingOptions options)
      throws IOException {
    new TrainingRun(set, SyntheticCrops.tinyVit(), options, TrainingListener.NONE, List.of(), cores)
        .run(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void the_number_of_cores_changes_no_byte(int hidden) throws Exception {
    CropSet set = crops();
    TrainingOptions patient =
        options(hidden).with(options(hidden).settings().with(Setting.PATIENCE, 5));
    run("one", set, 1, patient);
    run("three", set, 3, patient);
    Path one = folder.resolve("one");
    Set<Path> files = new TreeSet<>();
    try (var all = Files.walk(one)) {
      all.filter(Files::isRegularFile).map(one::relativize).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(folder.resolve("three").resolve(file)).hasSameBinaryContentAs(one.resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void predictions_from_features_are_those_through_the_trunk(int hidden) throws Exception {
    CropSet set = crops();
    run("model", set, 2, options(hidden));
    Path again = folder.resolve("again.csv");
    try (ScoringModels models =
        ScoringModels.of(ModelFolder.open(folder.resolve("model")), TrunkEngine.first())) {
      PredictionsCsv.write(again, new CropScorer(set, models).scoreAll(() -> {}));
    }
    assertThat(again).hasSameBinaryContentAs(folder.resolve("model/predictions.csv"));
  }

  @Test
  void each_crop_is_told_when_its_features_are_computed_and_never_when_they_are_on_disk()
      throws Exception {
    CropSet set = crops();
    TrainingOptions cached = options(0).withCache(folder.resolve("cache"));
    List<Integer> counted = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void features(int done, int of) {
            assertThat(of).isEqualTo(set.records().size());
            counted.add(done);
          }
        };
    new TrainingRun(set, SyntheticCrops.tinyVit(), cached, listener).run(folder.resolve("first"));
    assertThat(counted).isEqualTo(IntStream.rangeClosed(1, set.records().size()).boxed().toList());
    counted.clear();
    new TrainingRun(set, SyntheticCrops.tinyVit(), cached, listener).run(folder.resolve("second"));
    assertThat(counted).isEmpty();
  }

  @Test
  void the_first_failure_is_thrown_when_the_other_jobs_have_ended() {
    Set<Integer> ended = new TreeSet<>();
    List<SideBySide.Job<Integer>> jobs =
        List.of(
            () -> {
              throw new IOException("first");
            },
            () -> {
              throw new IllegalStateException("second");
            },
            () -> {
              synchronized (ended) {
                ended.add(3);
              }
              return 3;
            });
    assertThatThrownBy(() -> SideBySide.run(jobs, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("first");
    assertThat(ended).containsExactly(3);
    assertThatThrownBy(() -> SideBySide.run(jobs.subList(1, 3), 2))
        .isInstanceOf(IllegalStateException.class);
  }
}
