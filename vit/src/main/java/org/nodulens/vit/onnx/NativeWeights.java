package org.nodulens.vit.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights outside the Java heap, a buffer each, where the runtime uses them in place. */
final class NativeWeights implements AutoCloseable {
  private final Map<String, OnnxTensorLike> byName = new LinkedHashMap<>();

  private NativeWeights() {}

  static NativeWeights of(List<OnnxWeight> used, TrunkWeights values) {
    NativeWeights weights = new NativeWeights();
    try {
      for (OnnxWeight weight : used) {
        ByteBuffer buffer =
            ByteBuffer.allocateDirect(Math.toIntExact(weight.bytes()))
                .order(ByteOrder.nativeOrder());
        values.write(weight, buffer.duplicate().order(ByteOrder.nativeOrder()));
        weights.byName.put(weight.name(), tensor(weight, buffer));
      }
      return weights;
    } catch (OrtException e) {
      weights.close();
      throw new IllegalStateException("ONNX Runtime takes no weights: " + e.getMessage(), e);
    }
  }

  private static OnnxTensor tensor(OnnxWeight weight, ByteBuffer buffer) throws OrtException {
    OnnxJavaType type = weight.type() == OnnxType.INT8 ? OnnxJavaType.INT8 : OnnxJavaType.FLOAT;
    return OnnxTensor.createTensor(OrtSettings.environment(), buffer, weight.extents(), type);
  }

  Map<String, OnnxTensorLike> byName() {
    return byName;
  }

  @Override
  public void close() {
    byName.values().forEach(OnnxTensorLike::close);
    byName.clear();
  }
}
