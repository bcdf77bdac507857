package org.nodulens.vit.onnx;

import java.util.List;

/** Linear layers in float32. */
record FloatLayers(OnnxGraph graph) implements LinearLayers {
  @Override
  public String apply(String name, String x, int inputs, int outputs) {
    String weight = graph.weight(name + ".weight", outputs, inputs);
    String bias = graph.weight(name + ".bias", outputs);
    return graph.node("Gemm", List.of(x, weight, bias), Attribute.of("transB", 1));
  }
}
