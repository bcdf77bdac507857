package org.nodulens.evaluation;

import java.util.OptionalDouble;
import org.nodulens.nodule.Rating;

/** What is said of the readings of one rating. */
enum AgreementStatistic {
  EXACT_AGREEMENT("exact_agreement", Scale.ANY) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return PairAgreement.exact(readings, weights);
    }
  },
  ABSOLUTE_DIFFERENCE("mean_absolute_difference", Scale.ORDERED) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return PairAgreement.absoluteDifference(readings, weights);
    }
  },
  FLEISS_KAPPA("fleiss_kappa", Scale.ANY) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return FleissKappa.of(readings, weights);
    }
  },
  ALPHA_NOMINAL("alpha_nominal", Scale.ANY) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return KrippendorffAlpha.NOMINAL.of(readings, weights);
    }
  },
  ALPHA_ORDINAL("alpha_ordinal", Scale.ORDERED) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return KrippendorffAlpha.ORDINAL.of(readings, weights);
    }
  },
  ALPHA_INTERVAL("alpha_interval", Scale.ORDERED) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return KrippendorffAlpha.INTERVAL.of(readings, weights);
    }
  },
  ICC_SINGLE("icc_1_1", Scale.ORDERED) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return IntraclassCorrelation.of(readings, weights).single();
    }
  },
  ICC_AVERAGE("icc_1_k", Scale.ORDERED) {
    @Override
    OptionalDouble of(ReadingCounts readings, int[] weights) {
      return IntraclassCorrelation.of(readings, weights).average();
    }
  };

  /** Which scales a statistic makes sense for. */
  private enum Scale {
    ANY,
    ORDERED
  }

  private final String column;
  private final Scale scale;

  AgreementStatistic(String column, Scale scale) {
    this.column = column;
    this.scale = scale;
  }

  /** The name in tables. */
  String column() {
    return column;
  }

  boolean isFor(Rating rating) {
    return scale == Scale.ANY || !rating.isNominal();
  }

  /**
   * The figure; empty where it is not defined.
   *
   * @param weights how often each nodule counts
   */
  abstract OptionalDouble of(ReadingCounts readings, int[] weights);
}
