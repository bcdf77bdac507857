package org.nodulens.vit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** W_2 GELU(W_1 x + b_1) + b_2: a head with a hidden layer, kept in head.safetensors. */
public final class TwoLayerHead implements Head {
  /** The tensors' names: weight and bias of either layer. */
  public static final List<String> TENSORS =
      List.of("head.fc1.weight", "head.fc1.bias", "head.fc2.weight", "head.fc2.bias");

  private final Linear fc1;
  private final Linear fc2;

  private TwoLayerHead(Linear fc1, Linear fc2) {
    this.fc1 = fc1;
    this.fc2 = fc2;
  }

  /**
   * A head for embeddings of a width.
   *
   * @param where the file, for messages
   * @throws ModelFormatException if a tensor is missing, superfluous, not finite or of a shape that
   *     does not fit
   */
  public static TwoLayerHead of(Map<String, Tensor> tensors, int width, String where)
      throws ModelFormatException {
    for (String name : tensors.keySet()) {
      if (!TENSORS.contains(name)) {
        throw new ModelFormatException(where + " has tensor " + name + ", which no head knows");
      }
    }
    Tensor weight1 = required(tensors, TENSORS.get(0), where);
    Tensor weight2 = required(tensors, TENSORS.get(2), where);
    int hidden = rows(weight1, TENSORS.get(0), where);
    int outputs = rows(weight2, TENSORS.get(2), where);
    return new TwoLayerHead(
        Linear.of(
            checked(weight1, TENSORS.get(0), where, hidden, width),
            checked(required(tensors, TENSORS.get(1), where), TENSORS.get(1), where, hidden)),
        Linear.of(
            checked(weight2, TENSORS.get(2), where, outputs, hidden),
            checked(required(tensors, TENSORS.get(3), where), TENSORS.get(3), where, outputs)));
  }

  private static Tensor required(Map<String, Tensor> tensors, String name, String where)
      throws ModelFormatException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelFormatException(where + " has no tensor " + name);
    }
    return tensor;
  }

  private static int rows(Tensor tensor, String name, String where) throws ModelFormatException {
    if (tensor.shape().length != 2) {
      throw new ModelFormatException(where + ": tensor " + name + " is no matrix");
    }
    return tensor.shape()[0];
  }

  private static Tensor checked(Tensor tensor, String name, String where, int... shape)
      throws ModelFormatException {
    if (!tensor.hasShape(shape)) {
      throw new ModelFormatException(
          where
              + ": tensor "
              + name
              + " has shape "
              + Arrays.toString(tensor.shape())
              + ", expected "
              + Arrays.toString(shape));
    }
    if (!tensor.isFinite()) {
      throw new ModelFormatException(
          where + ": tensor " + name + " holds values that are not finite");
    }
    return tensor;
  }

  @Override
  public int outputs() {
    return fc2.outputs();
  }

  @Override
  public float[] apply(float[] embedding) {
    return fc2.apply(Gelu.of(fc1.apply(embedding)));
  }

  @Override
  public float[] gradient(int output, float[] embedding) {
    float[] hidden = fc1.apply(embedding);
    float[] atHidden = fc2.row(output);
    for (int i = 0; i < atHidden.length; i++) {
      atHidden[i] *= Gelu.slope(hidden[i]);
    }
    return fc1.backward(atHidden);
  }

  @Override
  public float[] relevance(int output, float[] embedding) {
    double[] hidden = Rows.doubles(Gelu.of(fc1.apply(embedding)));
    double[] atHidden = Alpha1Beta0.fromOutput(fc2, output, hidden);
    return Rows.floats(Alpha1Beta0.linear(fc1, LayerScale.NONE, Rows.doubles(embedding), atHidden));
  }
}
