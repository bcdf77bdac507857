package org.nodulens.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;

/** How a network trained from random weights sees: mean and deviation are its training data's. */
final class InputOfPreset {
  /** From air to dense bone: what sets nodule, lung and calcification apart. */
  private static final HounsfieldWindow WINDOW = HounsfieldWindow.ofRange(-1000, 400);

  /** Fits inside every crop of 33 mm or more, so that no padding shows. */
  private static final double FIELD_OF_VIEW_MM = 32;

  private InputOfPreset() {}

  static InputSpec of(VitConfig config, CropSet set, List<CropRecord> crops) throws IOException {
    InputSampler plain =
        new InputSampler(spec(config, set, 0, 1).withSymmetries(List.of(Symmetry.IDENTITY)));
    Moments moments = new Moments();
    for (CropRecord crop : crops) {
      CtVolume volume = set.volume(crop);
      VolumeGeometry plane = plain.plane(volume, set.center(crop), View.AXIAL);
      for (float pixel : plain.pixels(volume, plane, Symmetry.IDENTITY)) {
        moments.add(pixel);
      }
    }
    return spec(config, set, moments.mean(), moments.deviation() > 0 ? moments.deviation() : 1);
  }

  private static InputSpec spec(VitConfig config, CropSet set, double mean, double deviation) {
    return new InputSpec(
        WINDOW,
        Collections.nCopies(config.channels(), mean),
        Collections.nCopies(config.channels(), deviation),
        FIELD_OF_VIEW_MM,
        config.image(),
        views(set),
        config.image().isSquare()
            ? Arrays.asList(Symmetry.values())
            : List.of(
                Symmetry.IDENTITY, Symmetry.FLIP_COLUMNS, Symmetry.FLIP_ROWS, Symmetry.HALF_TURN));
  }

  /** The plane that there is, or three planes through the nodule where it has depth. */
  private static List<View> views(CropSet set) {
    return set.header().size().slices() > 1 ? List.of(View.values()) : List.of(View.AXIAL);
  }
}
