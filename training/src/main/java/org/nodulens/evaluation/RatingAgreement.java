package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;

/**
 * How far readers agree on one rating, over the nodules that have at least two readings.
 *
 * @param readersPerNodule n0 of the analysis of variance: the k of ICC(1,k); empty below two
 *     nodules
 */
record RatingAgreement(
    Rating rating,
    int nodules,
    int patients,
    long readings,
    OptionalDouble readersPerNodule,
    Map<AgreementStatistic, Figure> figures) {

  static RatingAgreement of(List<CropRecord> crops, Rating rating, long seed) {
    List<List<Integer>> units = new ArrayList<>();
    List<String> patients = new ArrayList<>();
    for (CropRecord crop : crops) {
      List<Integer> given =
          crop.readings(rating).values().stream().filter(rating::isOnScale).toList();
      if (given.size() >= 2) {
        units.add(given);
        patients.add(crop.patientId());
      }
    }
    ReadingCounts counts = ReadingCounts.of(units, rating.highest());
    PatientBootstrap bootstrap = new PatientBootstrap(patients, seed);
    Map<AgreementStatistic, Figure> figures = new EnumMap<>(AgreementStatistic.class);
    for (AgreementStatistic statistic : AgreementStatistic.values()) {
      figures.put(statistic, figure(statistic, rating, counts, bootstrap));
    }
    return new RatingAgreement(
        rating,
        units.size(),
        bootstrap.patients(),
        counts.readings(),
        units.size() < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(IntraclassCorrelation.of(counts, once(units.size())).n0()),
        Collections.unmodifiableMap(figures));
  }

  private static Figure figure(
      AgreementStatistic statistic,
      Rating rating,
      ReadingCounts counts,
      PatientBootstrap bootstrap) {
    Figure.Extent extent = new Figure.Extent(counts.units(), bootstrap.patients());
    if (!statistic.isFor(rating)) {
      return Figure.none("the scale is nominal", extent);
    }
    if (counts.units() < 2) {
      return Figure.none("fewer than two nodules have two readings", extent);
    }
    OptionalDouble value = statistic.of(counts, once(counts.units()));
    if (value.isEmpty()) {
      return Figure.none("all readings are equal", extent);
    }
    Optional<Interval> interval =
        bootstrap.patients() < 2
            ? Optional.empty()
            : bootstrap.interval(weights -> statistic.of(counts, weights));
    return Figure.of(value, interval, extent);
  }

  private static int[] once(int units) {
    int[] weights = new int[units];
    Arrays.fill(weights, 1);
    return weights;
  }
}
