package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.Tensor;

/**
 * A folder of features, {@code KEY.safetensors} with one tensor {@code features} (n, rows, D) in
 * the order of the manifest. A file is written aside and moved; one that cannot be read, or is of
 * another shape, is computed anew.
 *
 * @param folder made when first written to
 */
record FeatureFile(Path folder) {
  private static final String TENSOR = "features";

  /** What the file of a key holds, by crop_id; empty if there is none that fits. */
  Optional<Map<String, List<float[]>>> read(
      String key, List<CropRecord> crops, int rows, int width) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Tensor tensor;
    try {
      tensor = SafeTensors.open(file).tensor(TENSOR);
    } catch (IOException e) {
      return Optional.empty(); // a cache: what cannot be read is computed
    }
    if (!tensor.hasShape(crops.size(), rows, width) || !tensor.isFinite()) {
      return Optional.empty();
    }
    Map<String, List<float[]>> byCropId = new HashMap<>();
    int at = 0;
    for (CropRecord crop : crops) {
      List<float[]> some = new ArrayList<>();
      for (int row = 0; row < rows; row++, at += width) {
        some.add(Arrays.copyOfRange(tensor.values(), at, at + width));
      }
      byCropId.put(crop.cropId(), some);
    }
    return Optional.of(byCropId);
  }

  /** Keeps the features of every crop, in the manifest's order. */
  void write(String key, List<List<float[]>> features) throws IOException {
    int rows = features.get(0).size();
    int width = features.get(0).get(0).length;
    float[] values = new float[Math.multiplyExact(features.size(), rows * width)];
    int at = 0;
    for (List<float[]> some : features) {
      for (float[] row : some) {
        System.arraycopy(row, 0, values, at, width);
        at += width;
      }
    }
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, key, ".aside");
    try {
      SafeTensors.write(aside, Map.of(TENSOR, new Tensor(values, features.size(), rows, width)));
      Files.move(
          aside, file(key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".safetensors");
  }
}
