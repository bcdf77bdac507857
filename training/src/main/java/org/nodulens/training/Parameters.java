package org.nodulens.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** Weights in training: arrays that an optimiser moves, under timm's names and in its order. */
final class Parameters {
  private final List<String> names = new ArrayList<>();
  private final List<int[]> shapes = new ArrayList<>();
  private final List<float[]> values = new ArrayList<>();

  /** Copies the tensors. */
  Parameters(Map<String, Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          names.add(name);
          shapes.add(tensor.shape());
          values.add(tensor.values().clone());
        });
  }

  List<String> names() {
    return names;
  }

  int[] shape(int parameter) {
    return shapes.get(parameter);
  }

  /** The arrays themselves. */
  List<float[]> values() {
    return values;
  }

  /** Whether weight decay pulls at a parameter: matrices yes; biases, norms and tokens no. */
  boolean decays(int parameter) {
    return names.get(parameter).endsWith(".weight") && shapes.get(parameter).length > 1;
  }

  /** The parameters as they are now, copied. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int p = 0; p < names.size(); p++) {
      tensors.put(names.get(p), new Tensor(values.get(p).clone(), shapes.get(p)));
    }
    return tensors;
  }

  /** A tensor that must be there. */
  static Tensor required(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return tensor;
  }

  /** A whole network's parameters as they are now, copied. */
  VitWeights weights(VitConfig config) {
    try {
      return VitWeights.of(config, tensors(), "the trained network");
    } catch (ModelFormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
