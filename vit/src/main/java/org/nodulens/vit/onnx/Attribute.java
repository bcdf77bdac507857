package org.nodulens.vit.onnx;

/** A node's attribute: AttributeProto of onnx.proto. */
record Attribute(ProtoMessage message) {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int INTS = 8;
  private static final int TYPE = 20;
  private static final int OF_FLOAT = 1;
  private static final int OF_INT = 2;
  private static final int OF_INTS = 7;

  static Attribute of(String name, long value) {
    return new Attribute(
        new ProtoMessage().text(NAME, name).integer(INT, value).integer(TYPE, OF_INT));
  }

  static Attribute of(String name, float value) {
    return new Attribute(
        new ProtoMessage().text(NAME, name).decimal(FLOAT, value).integer(TYPE, OF_FLOAT));
  }

  static Attribute of(String name, long[] values) {
    ProtoMessage message = new ProtoMessage().text(NAME, name);
    for (long value : values) {
      message.integer(INTS, value);
    }
    return new Attribute(message.integer(TYPE, OF_INTS));
  }
}
