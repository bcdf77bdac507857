package org.nodulens.vit.onnx;

/** Element types of ONNX tensors: TensorProto.DataType of onnx.proto. */
enum OnnxType {
  FLOAT(1, Float.BYTES),
  UINT8(2, Byte.BYTES),
  INT8(3, Byte.BYTES),
  INT64(7, Long.BYTES);

  private final int code;
  private final int bytes;

  OnnxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  /** Of one element. */
  int bytes() {
    return bytes;
  }
}
