package org.nodulens.vit.onnx;

import java.util.Arrays;

/** A tensor that a graph uses by name, its values elsewhere: TensorProto of onnx.proto. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OnnxWeight(String name, OnnxType type, int[] shape) {
  private static final int DIMENSIONS = 1;
  private static final int DATA_TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final int EXTERNAL = 1;

  long bytes() {
    long count = type.bytes();
    for (int extent : shape) {
      count *= extent;
    }
    return count;
  }

  long[] extents() {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  /** With its values, little endian. */
  ProtoMessage with(byte[] raw) {
    return header().bytes(RAW_DATA, raw);
  }

  /** With its values in a file beside the model. */
  ProtoMessage in(String file, long offset) {
    return header()
        .message(EXTERNAL_DATA, entry("location", file))
        .message(EXTERNAL_DATA, entry("offset", Long.toString(offset)))
        .message(EXTERNAL_DATA, entry("length", Long.toString(bytes())))
        .integer(DATA_LOCATION, EXTERNAL);
  }

  private ProtoMessage header() {
    ProtoMessage header = new ProtoMessage();
    for (int extent : shape) {
      header.integer(DIMENSIONS, extent);
    }
    return header.integer(DATA_TYPE, type.code()).text(NAME, name);
  }

  private static ProtoMessage entry(String key, String value) {
    return new ProtoMessage().text(1, key).text(2, value);
  }
}
