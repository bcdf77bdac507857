package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.faithfulness.ErasableImage.Box;
import org.nodulens.vit.PixelSize;

/**
 * Boxes of several sizes at random places of an image, and by how much each output falls when a box
 * is filled. A map is right as far as its sum over a box goes with that fall (sensitivity-n, Ancona
 * et al. 2018, arXiv:1711.06104, with boxes instead of scattered pixels). What is measured of the
 * image serves all maps.
 */
public final class BoxSensitivity {
  /** Boxes of each size. */
  public static final int BOXES = 40;

  /** The sides of boxes: these parts of the image's shorter side. */
  public static final List<Integer> PARTS = List.of(8, 4, 2);

  private final PixelSize size;
  private final List<List<Box>> boxes; // a list a size
  private final List<float[]> fallen; // an entry a box, all sizes one after the other; (C)

  private BoxSensitivity(PixelSize size, List<List<Box>> boxes, List<float[]> fallen) {
    this.size = size;
    this.boxes = boxes;
    this.fallen = fallen;
  }

  /** Fills the boxes of an image, one at a time. */
  static BoxSensitivity measure(ImageScorer scorer, ErasableImage image, long seed) {
    Random random = new Random(seed);
    PixelSize size = image.size();
    List<List<Box>> boxes = new ArrayList<>();
    List<float[]> images = new ArrayList<>(List.of(image.whole()));
    for (int part : PARTS) {
      List<Box> ofSize = new ArrayList<>();
      int side = Math.max(1, Math.min(size.rows(), size.columns()) / part);
      for (int i = 0; i < BOXES; i++) {
        int row = random.nextInt(size.rows() - side + 1);
        int column = random.nextInt(size.columns() - side + 1);
        ofSize.add(new Box(row, column, side));
        images.add(image.without(ofSize.get(i)));
      }
      boxes.add(ofSize);
    }
    List<float[]> outputs = scorer.outputs(images);
    float[] whole = outputs.get(0);
    List<float[]> fallen = new ArrayList<>();
    for (float[] without : outputs.subList(1, outputs.size())) {
      float[] by = new float[whole.length];
      for (int c = 0; c < by.length; c++) {
        by[c] = whole[c] - without[c];
      }
      fallen.add(by);
    }
    return new BoxSensitivity(size, boxes, fallen);
  }

  /**
   * Pearson's correlation over the boxes of one size between a map's sum in a box and the output's
   * fall; 0 where the map gives every box the same, empty where the output does not move at all.
   *
   * @param part one of {@link #PARTS}
   */
  OptionalDouble correlation(ImportanceMap map, int output, int part) {
    int ofSize = PARTS.indexOf(part);
    double[] sums = new double[BOXES];
    double[] falls = new double[BOXES];
    float[] values = map.values();
    double pixelsAnElement = (double) size.count() / values.length;
    for (int i = 0; i < BOXES; i++) {
      for (int pixel : boxes.get(ofSize).get(i).pixels(size)) {
        sums[i] += values[PixelRanking.element(map.size(), size, pixel)] / pixelsAnElement;
      }
      falls[i] = fallen.get(ofSize * BOXES + i)[output];
    }
    if (Correlation.isConstant(falls)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        constant(values) ? 0 : Correlation.pearson(sums, falls)); // rounding is no opinion
  }

  private static boolean constant(float[] values) {
    for (float value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }
}
