package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

class LabelRuleTest {
  private static CropRecord rated(OptionalDouble diameterMm, Integer... malignancy) {
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(4, 4, 1),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    NoduleFacts facts =
        new NoduleFacts(
            diameterMm,
            malignancy.length,
            Map.of(Rating.MALIGNANCY, new Readings(List.of(malignancy))),
            Map.of());
    return new CropRecord(
        new CropDescription(
            "n1", new CropOrigin("", "p1", "", ""), CropGeometry.of(geometry), facts, 0, List.of()),
        0,
        0,
        "");
  }

  private static OptionalDouble malignancy(Integer... readings) {
    return LabelRule.MEDIAN_NO_3.label(rated(OptionalDouble.empty(), readings), "malignancy");
  }

  @Test
  void the_median_of_three_readers_decides() {
    assertThat(malignancy(2, 4, 5)).hasValue(1);
    assertThat(malignancy(1, 2, 5)).hasValue(0);
  }

  @Test
  void half_steps_between_four_readers_count() {
    assertThat(malignancy(3, 3, 4, 5)).hasValue(1); // median 3.5
    assertThat(malignancy(1, 2, 3, 3)).hasValue(0); // median 2.5
  }

  @Test
  void a_median_of_3_is_ambiguous_and_two_readers_are_too_few() {
    assertThat(malignancy(1, 3, 5)).isEmpty();
    assertThat(malignancy(2, 2, 4, 4)).isEmpty();
    assertThat(malignancy(5, 5)).isEmpty();
    assertThat(malignancy()).isEmpty();
  }

  @Test
  void the_mean_takes_every_reader() {
    CropRecord crop = rated(OptionalDouble.empty(), 1, 2);
    assertThat(LabelRule.MEAN.label(crop, "malignancy")).hasValue(1.5);
    assertThat(LabelRule.MEAN.label(crop, "texture")).isEmpty();
  }

  @Test
  void a_diameter_of_0_is_no_measurement() {
    assertThat(LabelRule.MEASURED.label(rated(OptionalDouble.of(0)), "diameter")).isEmpty();
    assertThat(LabelRule.MEASURED.label(rated(OptionalDouble.of(7.5)), "diameter")).hasValue(7.5);
  }

  @Test
  void rules_are_found_by_name() {
    assertThat(LabelRule.ofId("median-no-3")).isEqualTo(Optional.of(LabelRule.MEDIAN_NO_3));
    assertThat(LabelRule.ofId("guess")).isEmpty();
  }
}
