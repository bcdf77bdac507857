package org.nodulens.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Images and what they are trained towards. Keeps the arrays it is given: read only. */
final class Batch {
  private final float[] pixels;
  private final Targets targets;

  /**
   * A batch over these very arrays.
   *
   * @param pixels (B, channels, rows, columns)
   */
  Batch(float[] pixels, Targets targets) {
    this.pixels = pixels;
    this.targets = targets;
  }

  float[] pixels() {
    return pixels;
  }

  Targets targets() {
    return targets;
  }

  /** The batch in parts of almost equal size, not more than it has images. */
  List<Batch> parts(int count) {
    if (count == 1) {
      return List.of(this);
    }
    int parts = Math.min(count, images());
    int[] all = IntStream.range(0, images()).toArray();
    int perImage = pixels.length / images();
    List<Batch> cut = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int[] rows = Seeds.part(all, part, parts);
      int from = rows[0] * perImage;
      cut.add(
          new Batch(
              Arrays.copyOfRange(pixels, from, from + rows.length * perImage), targets.of(rows)));
    }
    return cut;
  }

  int images() {
    return targets.crops();
  }
}
