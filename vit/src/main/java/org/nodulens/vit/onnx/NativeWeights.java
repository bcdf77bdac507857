package org.nodulens.vit.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights outside the Java heap, where the runtime can use them. */
final class NativeWeights implements AutoCloseable {
  private final Map<String, OnnxTensorLike> byName = new LinkedHashMap<>();

  private NativeWeights() {}

  static NativeWeights of(List<OnnxWeight> used, TrunkWeights values) {
    NativeWeights weights = new NativeWeights();
    try {
      for (OnnxWeight weight : used) {
        float[] array = values.values(weight.name());
        FloatBuffer buffer = floats(array.length).put(array).flip();
        weights.byName.put(
            weight.name(),
            OnnxTensor.createTensor(OrtSettings.environment(), buffer, weight.extents()));
      }
      return weights;
    } catch (OrtException e) {
      weights.close();
      throw new IllegalStateException("ONNX Runtime takes no weights: " + e.getMessage(), e);
    }
  }

  Map<String, OnnxTensorLike> byName() {
    return byName;
  }

  static FloatBuffer floats(long count) {
    int bytes = Math.toIntExact(Math.multiplyExact(count, Float.BYTES));
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void close() {
    byName.values().forEach(OnnxTensorLike::close);
    byName.clear();
  }
}
