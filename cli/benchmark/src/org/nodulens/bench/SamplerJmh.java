package org.nodulens.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.PatchShift;
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

/** From Hounsfield units to the embedded model's images of one shift, all symmetries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplerJmh {
  private final CtVolume volume = BenchModel.volume();
  private InputSampler sampler;

  /** The embedded model's input. */
  @Setup
  public void prepare() throws IOException {
    sampler = new InputSampler(EmbeddedModel.open().description().input());
  }

  @Benchmark
  public List<float[]> images() throws IOException {
    return sampler.images(volume, PatientPoint.ORIGIN, PatchShift.NONE);
  }
}
