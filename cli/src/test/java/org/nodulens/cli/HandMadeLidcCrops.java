package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;

/**
 * Two nodules a patient, 41 x 41 pixels of 1 mm: bright discs that three readers call malignant and
 * faint ones that they call benign, of the same sizes.
 */
final class HandMadeLidcCrops {
  private static final int SIDE = 41;
  private static final String[] RATINGS = {
    "subtlety",
    "internal_structure",
    "calcification",
    "sphericity",
    "margin",
    "lobulation",
    "spiculation",
    "texture",
    "malignancy"
  };

  private HandMadeLidcCrops() {}

  static Path write(Path root, int patients) throws IOException {
    Files.createDirectories(root);
    StringBuilder nodules =
        new StringBuilder(
            "index,nodule_id,patient_id,series_uid,sop_uid,slice_z_mm,pixel_spacing_mm,crop_column,"
                + "crop_row,equivalent_diameter_mm,hu_offset,geometry_verified,readers");
    for (int reader = 1; reader <= 4; reader++) {
      for (String rating : RATINGS) {
        nodules.append(',').append(rating).append('_').append(reader);
      }
    }
    nodules.append('\n');
    Random random = new Random(1);
    try (NpyWriter crops = NpyWriter.create(root.resolve("crops.npy"), NpyType.INT16, SIDE, SIDE)) {
      for (int index = 0; index < 2 * patients; index++) {
        boolean malignant = index % 2 == 0;
        int radius = 3 + index / 2 % 4;
        crops.append(disc(radius, malignant ? 80 : -600, random));
        nodules.append(
            "%d,%d,patient-%d,1.2.3.%d,1.2.3.%d.1,-50.5,1.0,100,120,%d,-1024,true,3"
                .formatted(index, index + 1, index / 2, index / 2, index, 2 * radius));
        for (int reader = 1; reader <= 4; reader++) {
          for (String rating : RATINGS) {
            nodules.append(',');
            if (reader <= 3) {
              nodules.append(reading(rating, malignant));
            }
          }
        }
        nodules.append('\n');
      }
    }
    Files.writeString(root.resolve("nodules.csv"), nodules);
    Files.writeString(root.resolve("contours.csv"), "index,reader,inclusion,columns_rows\n");
    return root;
  }

  private static int reading(String rating, boolean malignant) {
    return switch (rating) {
      case "malignancy" -> malignant ? 5 : 1;
      case "spiculation" -> malignant ? 4 : 2;
      case "internal_structure" -> 1;
      case "calcification" -> 6;
      default -> 3;
    };
  }

  private static short[] disc(int radius, int hu, Random random) {
    short[] pixels = new short[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % SIDE - SIDE / 2;
      int y = i / SIDE - SIDE / 2;
      boolean inside = x * x + y * y <= radius * radius;
      pixels[i] = (short) ((inside ? hu : -850) + random.nextInt(40) - 20);
    }
    return pixels;
  }
}
