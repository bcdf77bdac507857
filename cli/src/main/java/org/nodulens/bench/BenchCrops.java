package org.nodulens.bench;

import java.io.IOException;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.ModelFolder;

/**
 * On what the cost of cheaper numbers is measured.
 *
 * @param model scores the crops
 * @param most at most so many of the labelled crops
 */
public record BenchCrops(CropSet set, ModelFolder model, int most) {
  public BenchCrops {
    if (most < 1) {
      throw new IllegalArgumentException("at least one crop is needed, got " + most);
    }
  }

  PrecisionComparison comparison() throws IOException {
    return new PrecisionComparison(set, model, most);
  }
}
