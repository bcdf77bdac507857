package org.nodulens.vit.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A graph of ONNX operators under construction: ModelProto and GraphProto of onnx.proto. Weights
 * are used by name and shape; where their values lie is said when the graph is written.
 */
final class OnnxGraph {
  /** Opset 17 came with ONNX 1.12 and is the first with LayerNormalization. */
  private static final int OPSET = 17;

  private static final int IR_VERSION = 8;
  private static final String BATCH = "batch";

  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final Map<String, OnnxWeight> weights = new LinkedHashMap<>();
  private final List<ProtoMessage> constants = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private boolean beyondStandard;

  /** Adds a node of the standard with one output; returns the output's name. */
  String node(String operator, List<String> from, Attribute... attributes) {
    return nodes("", operator, from, 1, attributes).get(0);
  }

  /** Adds a node with several outputs. */
  List<String> split(String operator, List<String> from, int count, Attribute... attributes) {
    return nodes("", operator, from, count, attributes);
  }

  /** Adds a node of those that ONNX Runtime has beyond the standard. */
  String ownNode(String operator, List<String> from, Attribute... attributes) {
    beyondStandard = true;
    return nodes("com.microsoft", operator, from, 1, attributes).get(0);
  }

  private List<String> nodes(
      String domain, String operator, List<String> from, int count, Attribute... attributes) {
    String name = operator.toLowerCase(java.util.Locale.ROOT) + "_" + nodes.size();
    ProtoMessage node = new ProtoMessage();
    from.forEach(input -> node.text(1, input));
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(count == 1 ? name : name + "_" + i);
    }
    results.forEach(result -> node.text(2, result));
    node.text(3, name).text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    nodes.add(node.text(7, domain));
    return results;
  }

  String reshape(String x, long... shape) {
    return node("Reshape", List.of(x, integers(shape)));
  }

  String transpose(String x, long... order) {
    return node("Transpose", List.of(x), Attribute.of("perm", order));
  }

  /** Uses a float32 tensor of the model's. */
  String weight(String name, int... shape) {
    return weight(new OnnxWeight(name, OnnxType.FLOAT, shape));
  }

  String weight(OnnxWeight weight) {
    weights.putIfAbsent(weight.name(), weight);
    return weight.name();
  }

  /** What has been used, in the order of its first use. */
  List<OnnxWeight> weights() {
    return List.copyOf(weights.values());
  }

  /** A constant list of integers, such as a shape. */
  String integers(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(OnnxType.INT64, raw, values.length);
  }

  /** A constant number. */
  String number(double value) {
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return constant(OnnxType.FLOAT, raw.putFloat((float) value));
  }

  /** A constant of eight bits, 0 to 255. */
  String unsignedByte(int value) {
    return constant(OnnxType.UINT8, ByteBuffer.allocate(Byte.BYTES).put((byte) value));
  }

  private String constant(OnnxType type, ByteBuffer raw, int... shape) {
    String name = "constant_" + constants.size();
    byte[] values = new byte[raw.capacity()];
    raw.rewind().get(values);
    constants.add(new OnnxWeight(name, type, shape).with(values));
    return name;
  }

  /** A float32 input; its first extent, the batch, is free. */
  String input(String name, int... rest) {
    inputs.add(values(name, rest));
    return name;
  }

  /** Gives a result the name of an output; its first extent, the batch, is free. */
  void output(String name, String result, int... rest) {
    nodes.add(new ProtoMessage().text(1, result).text(2, name).text(3, name).text(4, "Identity"));
    outputs.add(values(name, rest));
  }

  /** A word about the model, for those who read it. */
  void note(String key, String value) {
    notes.put(key, value);
  }

  /** ValueInfoProto. */
  private static ProtoMessage values(String name, int... rest) {
    ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH));
    for (int extent : rest) {
      shape.message(1, new ProtoMessage().integer(1, extent));
    }
    ProtoMessage tensor = new ProtoMessage().integer(1, OnnxType.FLOAT.code()).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /**
   * The model's bytes.
   *
   * @param placed each weight's TensorProto
   */
  byte[] model(Function<OnnxWeight, ProtoMessage> placed) {
    ProtoMessage graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, "nodulens");
    weights.values().forEach(weight -> graph.message(5, placed.apply(weight)));
    constants.forEach(constant -> graph.message(5, constant));
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    ProtoMessage model = new ProtoMessage().integer(1, IR_VERSION).text(2, "nodulens");
    model.message(7, graph).message(8, operators("", OPSET));
    if (beyondStandard) {
      model.message(8, operators("com.microsoft", 1));
    }
    notes.forEach(
        (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
    return model.toBytes();
  }

  private static ProtoMessage operators(String domain, int version) {
    return new ProtoMessage().text(1, domain).integer(2, version);
  }
}
