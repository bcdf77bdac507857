package org.nodulens.nodule.segmentation;

import java.util.Arrays;

/**
 * How dense it is at the seed and in the lung around, HU. Half-way between them lies the edge:
 * where a blurred step has its true place, whatever the scanner's blur (Kostis et al. 2003,
 * doi:10.1109/TMI.2003.817785; Kuhnigk et al. 2006, doi:10.1109/TMI.2006.871547).
 */
record Levels(double seedHu, double lungHu) {
  /** Width of the Gaussian that evens out noise at the seed. */
  private static final double SEED_SIGMA_MM = 0.7;

  /** Above this nothing counts as lung. */
  private static final int MOST_LUNG_HU = -600;

  /** Around the seed. */
  static final double LUNG_REACH_MM = 24;

  private static final int FEWEST_LUNG_VOXELS = 20;

  /** Where there is no lung in sight. */
  private static final double USUAL_LUNG_HU = -850;

  private static final double LOWEST_THRESHOLD_HU = -800;
  private static final double HIGHEST_THRESHOLD_HU = -250;

  static Levels of(Neighbourhood hood) {
    return new Levels(seedHu(hood), lungHu(hood));
  }

  double contrastHu() {
    return seedHu - lungHu;
  }

  double thresholdHu() {
    double half = (seedHu + lungHu) / 2;
    return Math.min(HIGHEST_THRESHOLD_HU, Math.max(LOWEST_THRESHOLD_HU, half));
  }

  private static double seedHu(Neighbourhood hood) {
    double sum = 0;
    double weights = 0;
    for (int at = 0; at < hood.grid().voxels(); at++) {
      double sigmas = hood.fromSeedMm(at) / SEED_SIGMA_MM;
      if (sigmas <= 3) {
        double weight = Math.exp(-sigmas * sigmas / 2);
        sum += weight * hood.hu(at);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double lungHu(Neighbourhood hood) {
    float[] lung = new float[hood.grid().voxels()];
    int count = 0;
    for (int at = 0; at < lung.length; at++) {
      if (hood.fromSeedMm(at) <= LUNG_REACH_MM && hood.hu(at) < MOST_LUNG_HU) {
        lung[count++] = hood.hu(at);
      }
    }
    if (count <= FEWEST_LUNG_VOXELS) {
      return USUAL_LUNG_HU;
    }
    Arrays.sort(lung, 0, count);
    return lung[count / 2];
  }
}
