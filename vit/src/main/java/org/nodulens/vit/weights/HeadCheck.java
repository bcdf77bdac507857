package org.nodulens.vit.weights;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;

/**
 * Holds a classifier head against the trunk and config.json, though it is not taken over: where
 * they do not belong together, neither may the rest.
 */
final class HeadCheck {
  private HeadCheck() {}

  static void check(
      Map<String, StoredTensor> leftOut, int width, CheckpointConfig config, String where)
      throws ModelFormatException {
    for (Map.Entry<String, StoredTensor> named : leftOut.entrySet()) {
      boolean isHead =
          named.getKey().equals("head.weight") || named.getKey().equals("classifier.weight");
      int[] shape = named.getValue().shape();
      if (!isHead || shape.length != 2) {
        continue;
      }
      OptionalInt classes = config.classes();
      // DINOv2's classifiers see the patches' mean beside the class token.
      boolean fits =
          (shape[1] == width || shape[1] == 2L * width)
              && (classes.isEmpty() || classes.getAsInt() == shape[0]);
      if (!fits) {
        throw new ModelFormatException(
            where
                + ": tensor "
                + named.getKey()
                + " has shape "
                + Arrays.toString(shape)
                + ", expected is ["
                + (classes.isPresent() ? classes.getAsInt() : "classes")
                + ", "
                + width
                + "]");
      }
    }
  }
}
