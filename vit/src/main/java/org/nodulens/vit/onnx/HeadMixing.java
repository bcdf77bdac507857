package org.nodulens.vit.onnx;

import java.util.List;
import org.nodulens.vit.VitConfig;

/** How a graph computes softmax(q kᵀ / sqrt d) v, head by head. */
interface HeadMixing {
  /** (B T, D) each, heads side by side, to (B T, D). */
  String mix(String q, String k, String v);

  /** In operators of the standard. */
  record Standard(OnnxGraph graph, VitConfig config) implements HeadMixing {
    @Override
    public String mix(String q, String k, String v) {
      String scale = graph.number(1 / Math.sqrt(config.headWidth()));
      String scaled = graph.node("Mul", List.of(heads(q, 0, 2, 1, 3), scale)); // (B, H, T, d)
      String keys = heads(k, 0, 2, 3, 1); // (B, H, d, T)
      String scores = graph.node("MatMul", List.of(scaled, keys));
      String weights = graph.node("Softmax", List.of(scores), Attribute.of("axis", -1));
      String mixed = graph.node("MatMul", List.of(weights, heads(v, 0, 2, 1, 3)));
      return graph.reshape(graph.transpose(mixed, 0, 2, 1, 3), -1, config.width());
    }

    private String heads(String x, long... order) {
      String apart = graph.reshape(x, -1, config.tokens(), config.heads(), config.headWidth());
      return graph.transpose(apart, order);
    }
  }

  /**
   * In one operator of ONNX Runtime's, which never holds all T x T weights: a tenth less time at
   * 785 tokens, and less memory.
   */
  record Fused(OnnxGraph graph, VitConfig config) implements HeadMixing {
    @Override
    public String mix(String q, String k, String v) {
      String mixed =
          graph.ownNode(
              "MultiHeadAttention",
              List.of(rows(q), rows(k), rows(v)),
              Attribute.of("num_heads", config.heads()));
      return graph.reshape(mixed, -1, config.width());
    }

    private String rows(String x) {
      return graph.reshape(x, -1, config.tokens(), config.width()); // (B, T, D)
    }
  }
}
