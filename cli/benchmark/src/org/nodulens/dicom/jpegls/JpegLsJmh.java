package org.nodulens.dicom.jpegls;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.nodulens.bench.NoisySlice;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A slice of 512 x 512 pixels of 12 bits, a smooth picture with noise, out of its JPEG-LS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JpegLsJmh {
  private static final int SIDE = 512;

  private final FrameLayout layout =
      new FrameLayout(SIDE, SIDE, new PixelFormat(16, 12, 11, /* signed= */ false));
  private final short[] decoded = new short[SIDE * SIDE];
  private ByteBuffer frame;

  /** Encodes the slice. */
  @Setup
  public void prepare() throws DicomFormatException {
    short[] slice = NoisySlice.of(SIDE);
    int[] values = new int[slice.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = slice[i];
    }
    frame = ByteBuffer.wrap(new JpegLsEncoder(12).encode(values, SIDE));
  }

  @Benchmark
  public short[] decode() throws DicomFormatException {
    new JpegLsPixels().decode(frame.duplicate(), layout, decoded);
    return decoded;
  }
}
