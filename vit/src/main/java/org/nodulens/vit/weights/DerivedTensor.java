package org.nodulens.vit.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.Tensor;

/** A tensor that is made of others when it is read. */
sealed interface DerivedTensor extends StoredTensor {

  /** Zeros: a bias that a network goes without. */
  record Zeros(int length) implements DerivedTensor {
    @Override
    public int[] shape() {
      return new int[] {length};
    }

    @Override
    public Tensor read() {
      return new Tensor(new float[length], length);
    }
  }

  /** Tensors of equal shape one behind the other, along their first extent. */
  record Stacked(List<StoredTensor> parts) implements DerivedTensor {
    /**
     * Stacks query, key and value.
     *
     * @param name of the result, for messages
     */
    static StoredTensor of(List<StoredTensor> parts, String name) throws ModelFormatException {
      int[] shape = parts.get(0).shape();
      for (StoredTensor part : parts) {
        if (!Arrays.equals(part.shape(), shape) || shape.length == 0) {
          throw new ModelFormatException(
              "the parts of "
                  + name
                  + " have shapes "
                  + Arrays.toString(shape)
                  + " and "
                  + Arrays.toString(part.shape()));
        }
      }
      return new Stacked(List.copyOf(parts));
    }

    @Override
    public int[] shape() {
      int[] shape = parts.get(0).shape();
      shape[0] *= parts.size();
      return shape;
    }

    @Override
    public Tensor read() throws IOException {
      float[] values = new float[count()];
      int at = 0;
      for (StoredTensor part : parts) {
        float[] own = part.read().values();
        System.arraycopy(own, 0, values, at, own.length);
        at += own.length;
      }
      return new Tensor(values, shape());
    }
  }

  /** A position embedding (1, 1 + P, D) without its first row, the class token's. */
  record WithoutClassRow(StoredTensor positions) implements DerivedTensor {
    @Override
    public int[] shape() {
      int[] shape = positions.shape();
      return new int[] {1, shape[1] - 1, shape[2]};
    }

    @Override
    public Tensor read() throws IOException {
      int width = positions.shape()[2];
      float[] values = positions.read().values();
      return new Tensor(Arrays.copyOfRange(values, width, values.length), shape());
    }
  }

  /** The class token (1, 1, D) with its own position added. */
  record ClassTokenInPlace(StoredTensor classToken, StoredTensor positions)
      implements DerivedTensor {
    @Override
    public int[] shape() {
      return classToken.shape();
    }

    @Override
    public Tensor read() throws IOException {
      float[] sum = classToken.read().values().clone();
      float[] position = positions.read().values();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += position[i];
      }
      return new Tensor(sum, shape());
    }
  }

  /** The very tensor, refused where a value is not finite. */
  record Finite(StoredTensor tensor, String what) implements DerivedTensor {
    @Override
    public int[] shape() {
      return tensor.shape();
    }

    @Override
    public Tensor read() throws IOException {
      Tensor read = tensor.read();
      if (!read.isFinite()) {
        throw new ModelFormatException(what + " holds values that are not finite");
      }
      return read;
    }
  }
}
