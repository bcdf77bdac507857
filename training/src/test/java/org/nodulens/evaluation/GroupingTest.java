package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nodulens.cropset.CropCenter;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSpacing;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

class GroupingTest {
  private static ScoredPrediction of(OptionalDouble diameterMm) {
    return new ScoredPrediction(
        new ScoredPrediction.Subject("n1", "p1"),
        "malignancy",
        "final",
        0.5,
        OptionalDouble.of(1),
        diameterMm);
  }

  private static Optional<String> group(
      Grouping grouping, Map<Rating, Readings> readings, Map<String, String> labels) {
    CropRecord crop =
        new CropRecord(
            new CropDescription(
                "n1",
                new CropOrigin("", "p1", "", ""),
                new CropGeometry(
                    CropCenter.of(PatientPoint.ORIGIN),
                    CropSpacing.of(VoxelSpacing.isotropic(1)),
                    Optional.empty()),
                new NoduleFacts(OptionalDouble.empty(), 2, readings, labels),
                0,
                List.of()),
            0,
            0,
            "");
    ScoredPrediction prediction = of(OptionalDouble.empty());
    Cases cases = new Cases(List.of(prediction), EvaluationOptions.of(1).withCrops(List.of(crop)));
    return grouping.groupOf(cases, prediction);
  }

  private static Optional<String> size(double mm) {
    Cases none = new Cases(List.of(), EvaluationOptions.of(1));
    return Grouping.SIZE.groupOf(none, of(OptionalDouble.of(mm)));
  }

  @Test
  void a_size_belongs_to_the_step_it_reaches() {
    assertThat(size(5.99)).hasValue("below 6 mm");
    assertThat(size(6)).hasValue("6 to 8 mm");
    assertThat(size(8)).hasValue("8 to 15 mm");
    assertThat(size(15)).hasValue("15 mm and more");
    Cases none = new Cases(List.of(), EvaluationOptions.of(1));
    assertThat(Grouping.SIZE.groupOf(none, of(OptionalDouble.empty()))).isEmpty();
  }

  private static Optional<String> texture(Integer... readings) {
    return group(
        Grouping.TEXTURE, Map.of(Rating.TEXTURE, new Readings(List.of(readings))), Map.of());
  }

  @Test
  void the_mean_texture_decides() {
    assertThat(texture(1, 2)).hasValue("non-solid"); // 1.5
    assertThat(texture(1, 3)).hasValue("part-solid"); // 2
    assertThat(texture(3, 4)).hasValue("part-solid"); // 3.5
    assertThat(texture(3, 5)).hasValue("solid"); // 4
    assertThat(group(Grouping.TEXTURE, Map.of(), Map.of())).isEmpty();
  }

  @Test
  void a_scanner_is_known_where_the_manifest_names_it() {
    assertThat(group(Grouping.SCANNER, Map.of(), Map.of("scanner", "GE"))).hasValue("GE");
    assertThat(group(Grouping.SCANNER, Map.of(), Map.of())).isEmpty();
  }

  @Test
  void a_patient_is_listed_or_among_the_others() {
    Cases none = new Cases(List.of(), EvaluationOptions.of(1));
    ScoredPrediction prediction = of(OptionalDouble.empty());
    assertThat(Grouping.of(new PatientGroup("early", Set.of("p1"))).groupOf(none, prediction))
        .hasValue("listed");
    assertThat(Grouping.of(new PatientGroup("early", Set.of("p2"))).groupOf(none, prediction))
        .hasValue("others");
  }
}
