package org.nodulens.vit.onnx;

import java.util.List;

/**
 * Linear layers in integers of eight bits, weights a scale a row of W ({@link EightBitMatrix}),
 * inputs a scale a row of x, taken when they are seen: with x ≈ s (a - 128) and W ≈ diag(t) c,
 *
 * <pre>
 *   x Wᵀ + b ≈ s t (a - 128) cᵀ + b
 * </pre>
 *
 * Sums of integers are exact, and a row's scale knows no other row: no image depends on its batch
 * mates.
 */
record EightBitLayers(OnnxGraph graph) implements LinearLayers {
  private static final double LARGEST = 127;
  private static final double ZERO = 128;

  /** Keeps a row of zeros from being divided by zero. */
  private static final double SMALLEST_SCALE = 1e-30;

  @Override
  public String apply(String name, String x, int inputs, int outputs) {
    String codes =
        graph.weight(
            new OnnxWeight(
                name + EightBitMatrix.CODES, OnnxType.INT8, new int[] {inputs, outputs}));
    String weightScales = graph.weight(name + EightBitMatrix.SCALES, outputs);
    String largest =
        graph.node(
            "ReduceMax",
            List.of(graph.node("Abs", List.of(x))),
            Attribute.of("axes", new long[] {-1}));
    String scale =
        graph.node(
            "Max",
            List.of(
                graph.node("Mul", List.of(largest, graph.number(1 / LARGEST))),
                graph.number(SMALLEST_SCALE))); // (n, 1)
    String whole = graph.node("Round", List.of(graph.node("Div", List.of(x, scale))));
    String shifted = graph.node("Add", List.of(whole, graph.number(ZERO)));
    String inputCodes =
        graph.node("Cast", List.of(shifted), Attribute.of("to", OnnxType.UINT8.code()));
    String sums =
        graph.node("MatMulInteger", List.of(inputCodes, codes, graph.unsignedByte((int) ZERO)));
    String floats = graph.node("Cast", List.of(sums), Attribute.of("to", OnnxType.FLOAT.code()));
    String unscaled = graph.node("Mul", List.of(floats, weightScales));
    String product = graph.node("Mul", List.of(unscaled, scale));
    return graph.node("Add", List.of(product, graph.weight(name + ".bias", outputs)));
  }
}
