package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

class AgreementReportTest {
  @TempDir private Path folder;

  @Test
  void each_rating_has_its_figures_and_what_is_missing_says_why() throws IOException {
    List<CropRecord> crops = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int malignancy = 1 + i % 5;
      int other = Math.min(5, malignancy + i % 2);
      crops.add(
          crop(
              i,
              Map.of(
                  Rating.MALIGNANCY, new Readings(List.of(malignancy, other, malignancy)),
                  Rating.CALCIFICATION, new Readings(List.of(6, 1 + i % 6)),
                  Rating.TEXTURE, new Readings(List.of(5, 5)),
                  Rating.MARGIN, new Readings(List.of(3)))));
    }
    AgreementReport report = AgreementReport.of(crops, 17);
    assertThat(report.isEmpty()).isFalse();
    report.writeCsv(folder.resolve("agreement.csv"));
    List<String> rows = Files.readAllLines(folder.resolve("agreement.csv"));
    // nine ratings with eight statistics each, and the outlines
    assertThat(rows).hasSize(1 + 9 * 8 + 1);
    assertThat(rows)
        .anyMatch(row -> row.matches("malignancy,icc_1_1,30,15,90,0\\.9\\d+,0\\.\\d+,0\\.\\d+,"))
        .anyMatch(row -> row.matches("calcification,alpha_nominal,30,15,60,-?0\\.\\d+,.*"))
        .contains("calcification,alpha_ordinal,30,15,60,,,,the scale is nominal")
        .contains("texture,fleiss_kappa,30,15,60,,,,all readings are equal")
        .contains("margin,exact_agreement,0,0,0,,,,fewer than two nodules have two readings")
        .contains("outline,mean_pairwise_dice,30,15,,0.5,0.5,0.5,");
    assertThat(String.join("\n", rows)).doesNotContain("NaN");
    assertThat(report.markdown())
        .anyMatch(line -> line.startsWith("| malignancy | 30 | 90 | 3.00 | "))
        .anyMatch(line -> line.contains("because the scale is nominal: internal_structure"));
  }

  @Test
  void a_set_of_single_readings_has_nothing_to_say() {
    CropRecord one =
        new CropRecord(
            describe(0, facts(Map.of(Rating.MARGIN, new Readings(List.of(3))))), 0, 0, "");
    assertThat(AgreementReport.of(List.of(one), 1).isEmpty()).isTrue();
    assertThat(AgreementReport.of(List.of(), 1).isEmpty()).isTrue();
  }

  /** Two nodules a patient. */
  private static CropRecord crop(int number, Map<Rating, Readings> readings) {
    NoduleFacts nodule = facts(readings).with(Optional.empty(), OptionalDouble.of(0.5));
    return new CropRecord(describe(number, nodule), 0, number, "");
  }

  private static NoduleFacts facts(Map<Rating, Readings> readings) {
    return new NoduleFacts(OptionalDouble.of(7), 3, readings, Map.of());
  }

  private static CropDescription describe(int number, NoduleFacts nodule) {
    return new CropDescription(
        "n" + number,
        new CropOrigin("n" + number, "patient-" + number / 2, "1.2", ""),
        new CropGeometry(
            CropCenter.of(PatientPoint.ORIGIN),
            CropSpacing.of(VoxelSpacing.isotropic(1)),
            Optional.empty()),
        nodule,
        0,
        List.of());
  }
}
