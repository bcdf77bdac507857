package org.nodulens.vit.onnx;

import org.nodulens.vit.Tensor;

/**
 * A matrix (outputs, inputs) as integers of eight bits with a scale a row: w ≈ code · scale, scale
 * = max |w| / 127 over the row. The largest error is half a scale.
 *
 * @param codes (inputs, outputs): transposed
 * @param scales (outputs)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EightBitMatrix(byte[] codes, float[] scales) {
  static final String CODES = ".weight.codes";
  static final String SCALES = ".weight.scales";

  private static final int LARGEST = 127;

  static EightBitMatrix of(Tensor weight) {
    int outputs = weight.shape()[0];
    int inputs = weight.shape()[1];
    float[] values = weight.values();
    byte[] codes = new byte[values.length];
    float[] scales = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      float largest = 0;
      for (int i = 0; i < inputs; i++) {
        largest = Math.max(largest, Math.abs(values[o * inputs + i]));
      }
      scales[o] = largest / LARGEST;
      for (int i = 0; i < inputs && largest > 0; i++) {
        codes[i * outputs + o] = (byte) Math.round(values[o * inputs + i] / scales[o]);
      }
    }
    return new EightBitMatrix(codes, scales);
  }
}
