package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.explain.ImportanceMap;

/**
 * Whether maps of different outputs of one crop differ: a map that says the same whatever is asked
 * explains no output.
 */
public final class ClassSensitivity {
  private ClassSensitivity() {}

  /**
   * The mean of Pearson's correlation over all pairs of outputs; two constant maps are alike (1), a
   * constant one and another are not (0). Empty for fewer than two outputs.
   *
   * @param maps one an output, of one size
   */
  public static OptionalDouble correlation(List<ImportanceMap> maps) {
    List<Double> ofPairs = new ArrayList<>();
    for (int a = 0; a < maps.size(); a++) {
      for (int b = a + 1; b < maps.size(); b++) {
        ofPairs.add(Correlation.pearson(doubles(maps.get(a)), doubles(maps.get(b))));
      }
    }
    return ofPairs.stream().mapToDouble(Double::doubleValue).average();
  }

  static double[] doubles(ImportanceMap map) {
    float[] values = map.values();
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
