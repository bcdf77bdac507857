package org.nodulens.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of maps over samples, element by element (Welford's sums; parts that
 * several threads made are merged as by Chan, Golub and LeVeque).
 */
final class SampleMoments {
  private int samples;
  private final double[][] mean;
  private final double[][] squares;

  SampleMoments(int scores, int elements) {
    mean = new double[scores][elements];
    squares = new double[scores][elements];
  }

  /** Takes in one sample's maps, one a score. */
  void add(List<float[]> maps) {
    samples++;
    for (int score = 0; score < mean.length; score++) {
      float[] map = maps.get(score);
      double[] m = mean[score];
      double[] q = squares[score];
      for (int i = 0; i < map.length; i++) {
        double difference = map[i] - m[i];
        m[i] += difference / samples;
        q[i] += difference * (map[i] - m[i]);
      }
    }
  }

  /** Takes in what others took in. */
  void add(SampleMoments other) {
    int total = samples + other.samples;
    for (int score = 0; score < mean.length; score++) {
      double[] m = mean[score];
      double[] q = squares[score];
      for (int i = 0; i < m.length; i++) {
        double difference = other.mean[score][i] - m[i];
        m[i] += difference * other.samples / total;
        q[i] += other.squares[score][i] + difference * difference * samples * other.samples / total;
      }
    }
    samples = total;
  }

  /** One map a score. */
  List<float[]> means() {
    List<float[]> means = new ArrayList<>();
    for (double[] m : mean) {
      float[] map = new float[m.length];
      for (int i = 0; i < map.length; i++) {
        map[i] = (float) m[i];
      }
      means.add(map);
    }
    return means;
  }

  /** The samples' standard deviation (divisor n - 1; 0 of a single sample), one map a score. */
  List<float[]> deviations() {
    List<float[]> deviations = new ArrayList<>();
    for (double[] q : squares) {
      float[] map = new float[q.length];
      for (int i = 0; i < map.length; i++) {
        map[i] = samples > 1 ? (float) Math.sqrt(q[i] / (samples - 1)) : 0;
      }
      deviations.add(map);
    }
    return deviations;
  }
}
