package org.nodulens.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.nodulens.vit.Tensor;

/** Weights in training: arrays that an optimiser moves, under timm's names and in its order. */
final class Parameters {
  private final List<String> names = new ArrayList<>();
  private final List<int[]> shapes = new ArrayList<>();
  private final List<float[]> values = new ArrayList<>();
  private final List<Double> paces = new ArrayList<>();

  /** Copies the tensors; all of them move. */
  Parameters(Map<String, Tensor> tensors) {
    this(tensors, name -> 1);
  }

  /**
   * Copies the tensors.
   *
   * @param pace of a name: its share of the learning rate, 0 for what stays as it is
   */
  Parameters(Map<String, Tensor> tensors, ToDoubleFunction<String> pace) {
    tensors.forEach(
        (name, tensor) -> {
          names.add(name);
          paces.add(pace.applyAsDouble(name));
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

  /** A parameter's share of the learning rate. */
  double pace(int parameter) {
    return paces.get(parameter);
  }

  boolean moves(int parameter) {
    return paces.get(parameter) > 0;
  }

  /** An array a parameter, as long as it; empty for what does not move. */
  List<float[]> zeros() {
    List<float[]> zeros = new ArrayList<>();
    for (int p = 0; p < values.size(); p++) {
      zeros.add(new float[moves(p) ? values.get(p).length : 0]);
    }
    return zeros;
  }

  /** Whether weight decay pulls at a parameter: matrices yes; biases, norms and tokens no. */
  boolean decays(int parameter) {
    return names.get(parameter).endsWith(".weight") && shapes.get(parameter).length > 1;
  }

  /** The parameters as they are now, copied. */
  Map<String, Tensor> tensors() {
    return tensors(values);
  }

  /** Values of the parameters' shapes, copied, under the parameters' names. */
  Map<String, Tensor> tensors(List<float[]> some) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int p = 0; p < names.size(); p++) {
      tensors.put(names.get(p), new Tensor(some.get(p).clone(), shapes.get(p)));
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
}
