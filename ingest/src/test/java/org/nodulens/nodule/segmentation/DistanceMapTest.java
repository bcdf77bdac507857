package org.nodulens.nodule.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.VoxelSpacing;

class DistanceMapTest {
  @Test
  void distances_are_those_of_trying_every_pair() {
    Random random = new Random(3);
    for (int round = 0; round < 30; round++) {
      Grid grid =
          new Grid(
              1 + random.nextInt(9),
              1 + random.nextInt(9),
              1 + random.nextInt(5),
              new VoxelSpacing(0.4 + random.nextDouble(), 0.4 + random.nextDouble(), 2.5));
      boolean[] set = new boolean[grid.voxels()];
      for (int at = 0; at < set.length; at++) {
        set[at] = random.nextInt(12) == 0;
      }
      float[] squares = DistanceMap.squaresMm2(grid, set);
      for (int at = 0; at < set.length; at++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < set.length; other++) {
          double mm = set[other] ? grid.distanceMm(at, other) : Double.POSITIVE_INFINITY;
          nearest = Math.min(nearest, mm * mm);
        }
        if (Double.isInfinite(nearest)) {
          assertThat(squares[at]).isInfinite();
        } else {
          assertThat((double) squares[at]).isCloseTo(nearest, within(1e-4));
        }
      }
    }
  }
}
