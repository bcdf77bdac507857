package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.nodulens.cropset.CropCenter;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.CropSetWriter;
import org.nodulens.cropset.CropSpacing;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.VitConfig;

/**
 * Tiny crop sets: squares of 9 mm in noisy lung, bright ones called malignant, dark ones benign.
 */
final class SyntheticCrops {
  private static final int SIDE = 40;
  private static final VoxelSpacing SPACING = VoxelSpacing.isotropic(1);

  private final Random random = new Random(3);
  private final List<CropDescription> crops = new ArrayList<>();
  private final List<short[]> pixels = new ArrayList<>();

  /** Two blocks, 16 x 16 pixels in patches of 4. */
  static Start.Preset tinyVit() {
    return new Start.Preset(
        "tiny",
        new VitConfig(
            PixelSize.square(16), PixelSize.square(4), 1, 16, 2, 2, 32, 0, false, true, 0, 1e-6));
  }

  /** One nodule a patient, bright and dark in turn. */
  static CropSet brightAndDark(Path folder, int patients) throws IOException {
    SyntheticCrops set = new SyntheticCrops();
    for (int p = 0; p < patients; p++) {
      set.add("patient-" + p, p % 2 == 0);
    }
    return set.write(folder);
  }

  SyntheticCrops add(String patientId, boolean bright) {
    Readings malignancy = new Readings(bright ? List.of(5, 5, 4) : List.of(1, 2, 1));
    return add(patientId, bright, Map.of(Rating.MALIGNANCY, malignancy));
  }

  SyntheticCrops add(String patientId, boolean bright, Map<Rating, Readings> readings) {
    Map<Rating, Readings> given = new EnumMap<>(Rating.class);
    given.putAll(readings);
    String id = "n" + crops.size();
    crops.add(
        new CropDescription(
            id,
            new CropOrigin(id, patientId, "series of " + patientId, ""),
            new CropGeometry(
                CropCenter.of(PatientPoint.ORIGIN), CropSpacing.of(SPACING), Optional.empty()),
            new NoduleFacts(OptionalDouble.of(6 + crops.size() % 5), 3, given, Map.of()),
            0,
            List.of()));
    pixels.add(square(bright ? 100 : -500));
    return this;
  }

  /** Gives the latest crop a value of {@code label_<name>}. */
  SyntheticCrops withLabel(String name, String value) {
    CropDescription crop = crops.get(crops.size() - 1);
    NoduleFacts nodule = crop.nodule();
    Map<String, String> labels = new TreeMap<>(nodule.labels());
    labels.put(name, value);
    crops.set(
        crops.size() - 1,
        new CropDescription(
            crop.cropId(),
            crop.origin(),
            crop.geometry(),
            new NoduleFacts(nodule.diameterMm(), nodule.readers(), nodule.readings(), labels),
            crop.paddedFraction(),
            crop.flags()));
    return this;
  }

  /** Gives the latest crop the pixels of an earlier one. */
  SyntheticCrops withPixelsOf(int crop) {
    pixels.set(pixels.size() - 1, pixels.get(crop));
    return this;
  }

  private short[] square(int hu) {
    short[] image = new short[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      boolean inside = Math.abs(i / SIDE - SIDE / 2) <= 4 && Math.abs(i % SIDE - SIDE / 2) <= 4;
      image[i] = (short) ((inside ? hu : -850) + random.nextInt(60));
    }
    return image;
  }

  private List<String> labels() {
    return crops.stream()
        .flatMap(crop -> crop.nodule().labels().keySet().stream())
        .distinct()
        .toList();
  }

  CropSet write(Path folder) throws IOException {
    CropSetHeader header =
        new CropSetHeader(new GridSize(SIDE, SIDE, 1), Optional.of(SPACING), "synthetic", Map.of());
    byte[] mask = new byte[SIDE * SIDE];
    try (CropSetWriter writer = CropSetWriter.create(folder, header, labels())) {
      for (int i = 0; i < crops.size(); i++) {
        writer.add(crops.get(i), pixels.get(i), mask);
      }
    }
    return CropSet.open(folder);
  }
}
