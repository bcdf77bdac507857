package org.nodulens.vit.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

/**
 * Records what the engine computes, so that gradients can be had. This class alone opens the
 * gradient collector, because the engine allows one a process: a second recording waits for the
 * first. Gradients add up on a leaf: use fresh leaves, or {@link #clear} them.
 */
public final class GradientTape {
  private static final Object ONE = new Object();

  private GradientTape() {}

  /** What to do while the engine records. */
  @FunctionalInterface
  public interface Recording<T> {
    T run(GradientTape tape);
  }

  /** Runs this with the engine recording, alone in the process. */
  @SuppressWarnings("try") // the collector is there to be closed
  public static <T> T record(Recording<T> recording) {
    synchronized (ONE) {
      try (GradientCollector collector =
          Engine.getEngine(PyTorchEngine.DJL_NAME).newGradientCollector()) {
        return recording.run(new GradientTape());
      }
    }
  }

  /** Goes back from a single number, for the last time. */
  public void backward(NDArray number) {
    backward(number, /* keeps= */ false);
  }

  /**
   * Goes back from a single number.
   *
   * @param keeps whether one may go back over the same steps again
   */
  public void backward(NDArray number, boolean keeps) {
    try (NDArray one = number.onesLike()) {
      JniUtils.backward((PtNDArray) number, (PtNDArray) one, keeps, /* createGraph= */ false);
    }
  }

  /** Sets a leaf's gradient to zero. */
  public void clear(NDArray leaf) {
    try (NDArray gradient = leaf.getGradient()) {
      gradient.subi(gradient);
    }
  }
}
