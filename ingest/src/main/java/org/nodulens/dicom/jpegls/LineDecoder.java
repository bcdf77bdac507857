package org.nodulens.dicom.jpegls;

import org.nodulens.dicom.DicomFormatException;

/** Decodes line by line (T.87 annex A). */
final class LineDecoder {
  private final BitSource in;
  private final Contexts contexts;
  private final RunMode runs;
  private final Reconstruction reconstruction;
  private final byte[] gradientClasses;
  private final int maximum;
  private final int errorBits;
  private final int longestPrefix;
  private final int longestError;

  LineDecoder(BitSource in, CodingParameters parameters) {
    this.in = in;
    this.contexts = new Contexts(parameters);
    this.runs = new RunMode(in, parameters);
    this.reconstruction = new Reconstruction(parameters);
    this.gradientClasses = GradientClasses.of(parameters);
    this.maximum = parameters.maximum();
    this.errorBits = parameters.errorBits();
    this.longestPrefix = parameters.longestCode() - errorBits - 1;
    this.longestError = 2 * parameters.range();
  }

  /** Forgets all that was learnt: a restart interval begins. */
  void clear() {
    contexts.clear();
    runs.clear();
  }

  /**
   * Decodes a line.
   *
   * @param above the line above; its samples stand between one further sample to the left and right
   * @param line likewise; its first is set
   */
  void decode(int[] above, int[] line) throws DicomFormatException {
    int end = line.length - 1;
    int x = 1;
    while (x < end) {
      x = decodeSingly(above, line, x);
      if (x < end) {
        x = runs.decode(above, line, x);
      }
    }
  }

  /**
   * Decodes sample by sample.
   *
   * @return the index at which a run begins, or the line's end
   */
  private int decodeSingly(int[] above, int[] line, int from) throws DicomFormatException {
    byte[] classes = gradientClasses;
    int zero = maximum;
    int left = line[from - 1];
    int upperLeft = above[from - 1];
    int upper = above[from];
    int upperClass = classes[zero + upper - upperLeft];
    int x = from;
    for (; x < line.length - 1; x++) {
      int upperRight = above[x + 1];
      int upperRightClass = classes[zero + upperRight - upper];
      int gradients = 81 * upperRightClass + 9 * upperClass + classes[zero + upperLeft - left];
      if (gradients == 0) {
        break;
      }
      left = sample(gradients, Prediction.median(left, upper, upperLeft));
      line[x] = left;
      upperLeft = upper;
      upper = upperRight;
      upperClass = upperRightClass;
    }
    return x;
  }

  /** The next sample (A.4 to A.6); a context and its mirror image are one. */
  private int sample(int gradients, int median) throws DicomFormatException {
    int sign = gradients >> 31;
    int context = (gradients ^ sign) - sign;
    int code = contexts.code(context);
    int value = in.golomb(Contexts.k(code), longestPrefix, errorBits);
    if (value > longestError) {
      throw Faults.corrupt("an error of " + value);
    }
    int error = Contexts.error(value, code);
    contexts.update(context, error);
    int correction = Contexts.correction(code);
    int prediction = reconstruction.clamp(median + ((correction ^ sign) - sign));
    return reconstruction.sample(prediction, (error ^ sign) - sign);
  }
}
