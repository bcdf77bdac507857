package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementStatisticTest {
  /** Krippendorff 2011: four observers, twelve units, 0 is missing; one has one value. */
  private static final int[][] KRIPPENDORFF = {
    {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
    {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
    {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
    {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}
  };

  /** Fleiss 1971: thirty patients, six psychiatrists, five diagnoses. */
  private static final String FLEISS =
      "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031"
          + " 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500"
          + " 00006";

  /** Shrout and Fleiss 1979: six targets, four judges. */
  private static final int[][] SHROUT = {
    {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
  };

  @Test
  void krippendorffs_example_has_the_alphas_that_he_gives() {
    ReadingCounts readings = krippendorff();
    assertThat(of(AgreementStatistic.ALPHA_NOMINAL, readings)).isCloseTo(0.743, within(5e-4));
    assertThat(of(AgreementStatistic.ALPHA_ORDINAL, readings)).isCloseTo(0.815, within(5e-4));
    assertThat(of(AgreementStatistic.ALPHA_INTERVAL, readings)).isCloseTo(0.849, within(5e-4));
  }

  @Test
  void fleiss_diagnoses_have_a_kappa_of_0_430() {
    List<List<Integer>> units = new ArrayList<>();
    for (String patient : FLEISS.split(" ", -1)) {
      List<Integer> given = new ArrayList<>();
      for (int step = 0; step < 5; step++) {
        for (int n = 0; n < patient.charAt(step) - '0'; n++) {
          given.add(step + 1);
        }
      }
      assertThat(given).hasSize(6);
      units.add(given);
    }
    ReadingCounts readings = ReadingCounts.of(units, 5);
    assertThat(of(AgreementStatistic.EXACT_AGREEMENT, readings)).isCloseTo(0.5556, within(5e-4));
    assertThat(of(AgreementStatistic.FLEISS_KAPPA, readings)).isCloseTo(0.430, within(5e-4));
  }

  @Test
  void shrout_and_fleiss_example_has_the_correlations_that_they_give() {
    ReadingCounts readings =
        ReadingCounts.of(
            Arrays.stream(SHROUT).map(row -> IntStream.of(row).boxed().toList()).toList(), 10);
    IntraclassCorrelation icc = IntraclassCorrelation.of(readings, once(6));
    assertThat(icc.between()).isCloseTo(11.24, within(5e-3));
    assertThat(icc.within()).isCloseTo(6.26, within(5e-3));
    assertThat(icc.n0()).isCloseTo(4, within(1e-12));
    assertThat(of(AgreementStatistic.ICC_SINGLE, readings)).isCloseTo(0.17, within(5e-3));
    assertThat(of(AgreementStatistic.ICC_AVERAGE, readings)).isCloseTo(0.44, within(5e-3));
  }

  @Test
  void pairs_are_averaged_nodule_by_nodule() {
    // 1 1 2: one pair of three is equal, differences 0, 1, 1; 3 5: none, 2
    ReadingCounts readings = ReadingCounts.of(List.of(List.of(1, 1, 2), List.of(3, 5)), 5);
    assertThat(of(AgreementStatistic.EXACT_AGREEMENT, readings))
        .isCloseTo((1 / 3.0 + 0) / 2, within(1e-12));
    assertThat(of(AgreementStatistic.ABSOLUTE_DIFFERENCE, readings))
        .isCloseTo((2 / 3.0 + 2) / 2, within(1e-12));
  }

  @Test
  void a_nodule_that_counts_twice_is_as_good_as_two_of_it() {
    List<List<Integer>> units = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      int middle = 1 + random.nextInt(4);
      units.add(List.of(middle, middle + random.nextInt(2), middle, middle).subList(0, 2 + i % 3));
    }
    int[] weights = once(20);
    weights[3] = 2;
    weights[7] = 0;
    List<List<Integer>> written = new ArrayList<>(units);
    written.add(units.get(3));
    written.remove(7);
    for (AgreementStatistic statistic : AgreementStatistic.values()) {
      assertThat(statistic.of(ReadingCounts.of(units, 5), weights).orElseThrow())
          .as(statistic.column())
          .isCloseTo(of(statistic, ReadingCounts.of(written, 5)), within(1e-9));
    }
  }

  @Test
  void full_agreement_is_1_and_readings_that_are_all_equal_have_none() {
    ReadingCounts full = ReadingCounts.of(List.of(List.of(1, 1), List.of(4, 4, 4)), 5);
    ReadingCounts equal = ReadingCounts.of(List.of(List.of(3, 3), List.of(3, 3, 3)), 5);
    for (AgreementStatistic statistic : AgreementStatistic.values()) {
      if (statistic != AgreementStatistic.ABSOLUTE_DIFFERENCE) {
        assertThat(of(statistic, full)).as(statistic.column()).isCloseTo(1, within(1e-12));
      }
      boolean always =
          statistic == AgreementStatistic.EXACT_AGREEMENT
              || statistic == AgreementStatistic.ABSOLUTE_DIFFERENCE;
      assertThat(statistic.of(equal, once(2)).isPresent()).as(statistic.column()).isEqualTo(always);
    }
  }

  private static ReadingCounts krippendorff() {
    List<List<Integer>> units = new ArrayList<>();
    for (int unit = 0; unit < 12; unit++) {
      List<Integer> given = new ArrayList<>();
      for (int[] observer : KRIPPENDORFF) {
        if (observer[unit] > 0) {
          given.add(observer[unit]);
        }
      }
      if (given.size() >= 2) {
        units.add(given);
      }
    }
    return ReadingCounts.of(units, 5);
  }

  private static double of(AgreementStatistic statistic, ReadingCounts readings) {
    OptionalDouble value = statistic.of(readings, once(readings.units()));
    return value.orElseThrow();
  }

  private static int[] once(int units) {
    int[] weights = new int[units];
    Arrays.fill(weights, 1);
    return weights;
  }
}
