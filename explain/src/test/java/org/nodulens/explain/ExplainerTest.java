package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.View;
import org.nodulens.vit.VitWeights;

class ExplainerTest {
  private static final List<ImportanceEstimator> ALL =
      Methods.ids().stream().map(id -> Methods.ofId(id).orElseThrow()).toList();
  private static final PatientPoint CENTER = new PatientPoint(1.25, -0.5, 0.75);

  @TempDir private Path folder;

  private Explanation explain(InputSpec input, VitWeights weights, CtVolume volume)
      throws Exception {
    return explain(input, weights, volume, CENTER);
  }

  private Explanation explain(
      InputSpec input, VitWeights weights, CtVolume volume, PatientPoint center) throws Exception {
    try (NoduleClassifier classifier =
        NoduleClassifier.load(TinyModel.write(folder, input, weights), TrunkEngine.first())) {
      List<Task> tasks = classifier.description().tasks();
      return new Explainer(classifier).explain(volume, center, ALL, tasks);
    }
  }

  private static List<MethodMaps> of(Explanation explanation, String method) {
    return explanation.maps().stream().filter(maps -> maps.method().id().equals(method)).toList();
  }

  private static float[] values(MethodMaps maps) {
    return maps.views().get(0).map().values();
  }

  @Test
  void value_and_key_parts_add_up_to_the_map() throws Exception {
    InputSpec input = TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY));
    Explanation explanation = explain(input, TinyModel.weights(1), TinyModel.volume());
    for (int task = 0; task < 2; task++) {
      float[] whole = values(of(explanation, "cdam").get(task));
      float[] value = values(of(explanation, "cdam_value").get(task));
      float[] key = values(of(explanation, "cdam_key").get(task));
      for (int i = 0; i < whole.length; i++) {
        assertThat(value[i] + key[i]).isCloseTo(whole[i], offset(1e-6f));
      }
    }
  }

  @Test
  void a_head_of_zeros_gives_maps_of_zeros_and_leaves_attention() throws Exception {
    InputSpec input = TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY));
    Explanation explanation = explain(input, TinyModel.weights(0), TinyModel.volume());
    for (MethodMaps maps : of(explanation, "cdam")) {
      assertThat(values(maps)).containsOnly(0);
    }
    float sum = 0;
    for (float a : values(of(explanation, "attention").get(0))) {
      sum += a;
    }
    assertThat(sum).isBetween(0.1f, 1f); // what the class and register tokens do not take
  }

  @Test
  void tasks_have_maps_of_their_own_and_attention_has_one() throws Exception {
    InputSpec input = TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY));
    Explanation explanation = explain(input, TinyModel.weights(1), TinyModel.volume());
    List<MethodMaps> cdam = of(explanation, "cdam");
    assertThat(cdam).hasSize(2);
    assertThat(values(cdam.get(0))).isNotEqualTo(values(cdam.get(1)));
    assertThat(of(explanation, "attention")).hasSize(1);
    assertThat(of(explanation, "attention").get(0).task()).isEmpty();
  }

  /** With all eight symmetries the model cannot tell a volume from its mirror image. */
  @Test
  void a_mirrored_volume_gives_the_same_prediction_and_the_mirrored_map() throws Exception {
    InputSpec input = TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.values()));
    CtVolume volume = TinyModel.volume();
    Explanation straight =
        explain(input, TinyModel.weights(1), volume, new PatientPoint(1.5, 0, 0));
    Explanation mirrored =
        explain(
            input, TinyModel.weights(1), TinyModel.mirrored(volume), new PatientPoint(-1.5, 0, 0));
    assertThat(mirrored.predictions().get(0).score())
        .isCloseTo(straight.predictions().get(0).score(), offset(1e-5));
    float[] expected =
        Symmetry.FLIP_COLUMNS.apply(
            values(of(straight, "cdam").get(0)),
            of(straight, "cdam").get(0).views().get(0).map().size());
    assertThat(values(of(mirrored, "cdam").get(0))).containsExactly(expected, offset(1e-5f));
  }

  /** The mean of the single passes, each turned back, is what all passes together must give. */
  @Test
  void a_map_over_symmetries_is_the_mean_of_the_maps_of_each() throws Exception {
    List<Symmetry> two = List.of(Symmetry.QUARTER_TURN, Symmetry.FLIP_ROWS);
    Explanation both =
        explain(
            TinyModel.input(List.of(View.AXIAL), two), TinyModel.weights(1), TinyModel.volume());
    List<float[]> single = new ArrayList<>();
    double score = 0;
    for (Symmetry symmetry : two) {
      Explanation one =
          explain(
              TinyModel.input(List.of(View.AXIAL), List.of(symmetry)),
              TinyModel.weights(1),
              TinyModel.volume());
      single.add(values(of(one, "cdam").get(1)));
      score += one.predictions().get(1).score() / two.size();
    }
    assertThat(both.predictions().get(1).score()).isCloseTo(score, offset(1e-5));
    assertThat(both.predictions().get(1).value()).isCloseTo(4 + 2 * score, offset(1e-5));
    float[] map = values(of(both, "cdam").get(1));
    for (int i = 0; i < map.length; i++) {
      assertThat(map[i]).isCloseTo((single.get(0)[i] + single.get(1)[i]) / 2, offset(1e-5f));
    }
  }

  /** Patches of 4 pixels of 1 mm: two shifts an axis look 1 mm to either side of the nodule. */
  @Test
  void shifted_maps_are_interleaved_each_element_where_its_patch_was() throws Exception {
    List<Symmetry> two = List.of(Symmetry.IDENTITY, Symmetry.QUARTER_TURN);
    InputSpec input = TinyModel.input(List.of(View.AXIAL), two);
    Explanation both = explain(input.withShifts(2), TinyModel.weights(1), TinyModel.volume());
    ViewMap fine = of(both, "cdam").get(0).views().get(0);
    assertThat(fine.map().size()).isEqualTo(PixelSize.square(8));
    double score = 0;
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        PatientPoint center =
            CENTER.plus(new PatientVector(column == 0 ? -1 : 1, row == 0 ? -1 : 1, 0));
        Explanation one = explain(input, TinyModel.weights(1), TinyModel.volume(), center);
        score += one.predictions().get(0).score() / 4;
        ViewMap coarse = of(one, "cdam").get(0).views().get(0);
        for (int r = 0; r < 4; r++) {
          for (int c = 0; c < 4; c++) {
            assertThat(fine.map().value(2 * r + row, 2 * c + column))
                .isCloseTo(coarse.map().value(r, c) / 4, offset(1e-6f));
            PatientPoint patch = coarse.geometry().toPatient(new VoxelPoint(c, r, 0));
            PatientPoint element =
                fine.geometry().toPatient(new VoxelPoint(2 * c + column, 2 * r + row, 0));
            assertThat(element.minus(patch).lengthMm()).isLessThan(1e-9);
          }
        }
      }
    }
    assertThat(both.predictions().get(0).score()).isCloseTo(score, offset(1e-6));
  }

  @Test
  void value_and_key_parts_of_shifted_maps_add_up_and_attention_keeps_its_sum() throws Exception {
    InputSpec input =
        TinyModel.input(List.of(View.AXIAL, View.SAGITTAL), List.of(Symmetry.IDENTITY))
            .withShifts(3);
    Explanation explanation = explain(input, TinyModel.weights(1), TinyModel.volume());
    for (int view = 0; view < 2; view++) {
      float[] whole = of(explanation, "cdam").get(0).views().get(view).map().values();
      float[] value = of(explanation, "cdam_value").get(0).views().get(view).map().values();
      float[] key = of(explanation, "cdam_key").get(0).views().get(view).map().values();
      assertThat(whole).hasSize(12 * 12);
      for (int i = 0; i < whole.length; i++) {
        assertThat(value[i] + key[i]).isCloseTo(whole[i], offset(1e-6f));
      }
      float sum = 0;
      for (float a : of(explanation, "attention").get(0).views().get(view).map().values()) {
        sum += a;
      }
      assertThat(sum).isBetween(0.1f, 1f);
    }
  }

  @Test
  void each_views_map_lies_where_its_patches_lie_in_the_patient() throws Exception {
    InputSpec input =
        TinyModel.input(List.of(View.AXIAL, View.SAGITTAL), List.of(Symmetry.IDENTITY));
    MethodMaps maps =
        of(explain(input, TinyModel.weights(1), TinyModel.volume(), PatientPoint.ORIGIN), "cdam")
            .get(0);
    // 16 pixels of 1 mm around 0: centres at -7.5 ... 7.5, the first patch of 4 at -7.5 + 1.5 = -6
    assertThat(maps.views().get(0).geometry().origin()).isEqualTo(new PatientPoint(-6, -6, 0));
    assertThat(maps.views().get(0).geometry().axes().column().xMm()).isEqualTo(4);
    // sagittal: columns to posterior, rows to the feet
    assertThat(maps.views().get(1).geometry().origin()).isEqualTo(new PatientPoint(0, -6, 6));
    assertThat(maps.views().get(1).geometry().axes().row().zMm()).isEqualTo(-4);
  }
}
