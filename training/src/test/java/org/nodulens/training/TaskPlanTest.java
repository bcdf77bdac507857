package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

class TaskPlanTest {
  @TempDir Path folder;

  private List<CropRecord> rated(Rating rating, List<List<Integer>> readings) throws IOException {
    SyntheticCrops set = new SyntheticCrops();
    for (int i = 0; i < readings.size(); i++) {
      set.add("patient-" + i, true, Map.of(rating, new Readings(readings.get(i))));
    }
    return set.write(folder.resolve("crops")).records();
  }

  @Test
  void malignancy_is_trained_towards_the_readers_leaning() throws Exception {
    List<CropRecord> crops =
        rated(Rating.MALIGNANCY, List.of(List.of(3), List.of(5, 4), List.of()));
    TaskPlan plan = BinaryRating.USUAL;
    assertThat(plan.target(crops.get(0))).contains(new TaskPlan.Target(0.5, 1)); // (3 - 1) / 4
    assertThat(plan.target(crops.get(1))).contains(new TaskPlan.Target(0.875, 2));
    assertThat(plan.target(crops.get(2))).isEmpty();
  }

  @Test
  void readers_of_one_nodule_differ_by_the_pooled_standard_deviation() throws Exception {
    List<CropRecord> crops =
        rated(Rating.TEXTURE, List.of(List.of(1, 3), List.of(4, 4, 4), List.of(5)));
    // squares 1 + 1 over 1 + 2 degrees of freedom; a single reader tells nothing
    assertThat(ReaderNoise.of(Rating.TEXTURE, crops)).contains(Math.sqrt(2.0 / 3));
  }

  @Test
  void a_rating_is_scaled_by_the_crops_that_are_trained_on() throws Exception {
    List<CropRecord> crops = rated(Rating.TEXTURE, List.of(List.of(1), List.of(5), List.of(5)));
    Task task = new TaskPlan.RatingMean(Rating.TEXTURE).fitted(crops.subList(0, 2));
    assertThat(task.scaling()).isEqualTo(new Task.Scaling(3, 2, false));
  }

  @Test
  void the_diameter_is_learned_as_its_logarithm() throws Exception {
    List<CropRecord> crops = rated(Rating.TEXTURE, List.of(List.of(1), List.of(1)));
    Task task = new TaskPlan.Diameter().fitted(crops); // 6 and 7 mm
    assertThat(task.scaling().mean()).isCloseTo((Math.log(6) + Math.log(7)) / 2, within(1e-12));
    assertThat(task.value(task.scaling().score(6))).isCloseTo(6, within(1e-12));
  }
}
