package org.nodulens.vit.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Room outside the Java heap for the images and results of one run, used again by the next. */
record RunBuffers(FloatBuffer pixels, FloatBuffer results, int perResult) {
  static RunBuffers of(int images, int perImage, int perResult) {
    return new RunBuffers(floats(images, perImage), floats(images, perResult), perResult);
  }

  private static FloatBuffer floats(int images, int each) {
    int bytes = Math.toIntExact((long) images * each * Float.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Exactly these images, one behind the other. */
  FloatBuffer filled(List<float[]> images) {
    pixels.clear();
    images.forEach(pixels::put);
    return pixels.flip().slice();
  }

  /** Where so many images' results go. */
  FloatBuffer results(int images) {
    return results.slice(0, images * perResult);
  }

  /** A copy of one image's result. */
  float[] result(int image) {
    float[] values = new float[perResult];
    results.get(image * perResult, values);
    return values;
  }
}
