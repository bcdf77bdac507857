package org.nodulens.vit.onnx;

/** How a graph computes x Wᵀ + b. */
@FunctionalInterface
interface LinearLayers {
  /**
   * (n, inputs) to (n, outputs).
   *
   * @param name of the layer: its tensors are {@code name.weight} and {@code name.bias}
   */
  String apply(String name, String x, int inputs, int outputs);
}
