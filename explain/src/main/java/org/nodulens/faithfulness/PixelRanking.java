package org.nodulens.faithfulness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.vit.PixelSize;

/**
 * A map's elements spread over an image's pixels by nearest neighbour, and the pixels in the order
 * of the elements' signed importance. Equal elements come in one random order, the same from either
 * end: a constant map has no most and no least.
 */
final class PixelRanking {
  private final ImportanceMap map;
  private final PixelSize image;
  private final int[] tie;

  PixelRanking(ImportanceMap map, PixelSize image, long seed) {
    this.map = map;
    this.image = image;
    this.tie = shuffled(map.size().count(), new Random(seed));
  }

  private static int[] shuffled(int count, Random random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** The element over a pixel. */
  static int element(PixelSize map, PixelSize image, int pixel) {
    int row = pixel / image.columns() * map.rows() / image.rows();
    int column = pixel % image.columns() * map.columns() / image.columns();
    return row * map.columns() + column;
  }

  /** Pixels, highest importance first. */
  int[] mostFirst() {
    float[] values = map.values();
    return pixels(Comparator.comparingDouble(i -> -values[i]));
  }

  /** Pixels, lowest importance first: what speaks against the score comes before what is silent. */
  int[] leastFirst() {
    float[] values = map.values();
    return pixels(Comparator.comparingDouble(i -> values[i]));
  }

  private int[] pixels(Comparator<Integer> byImportance) {
    int[] rank = new int[tie.length];
    Integer[] elements = IntStream.range(0, tie.length).boxed().toArray(Integer[]::new);
    Arrays.sort(elements, byImportance.thenComparingInt(i -> tie[i]));
    for (int i = 0; i < rank.length; i++) {
      rank[elements[i]] = i;
    }
    return IntStream.range(0, image.count())
        .boxed()
        .sorted(Comparator.comparingInt(pixel -> rank[element(map.size(), image, pixel)]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
