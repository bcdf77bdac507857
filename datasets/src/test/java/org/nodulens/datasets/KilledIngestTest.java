package org.nodulens.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.GridSpacing;

class KilledIngestTest {
  private static final int SERIES = 40;
  private static final int KILLS = 20;
  private static final CropOptions OPTIONS =
      new CropOptions(new GridSize(24, 20, 16), VoxelSpacing.isotropic(1));

  private static final CropOptions NATIVE =
      new CropOptions(
          new CropExtent.Voxels(new GridSize(24, 20, 16)),
          new GridSpacing.Native(),
          Interpolation.CUBIC);

  private static final Pseudonyms NAMES = Pseudonyms.by("sixteen bytes or more".getBytes(UTF_8));

  @TempDir private Path folder;

  /** Ingests in a process of its own, which can be killed. */
  static final class Apart {
    private Apart() {}

    /** Takes the folder to write and the number of jobs. */
    public static void main(String[] arguments) throws IOException {
      Ingest.withJobs(Integer.parseInt(arguments[1]))
          .with(NAMES)
          .write(
              new MadeUpDataset(SERIES, 20), NATIVE, Path.of(arguments[0]), IngestListener.SILENT);
    }
  }

  @Test
  void killed_twenty_times_it_writes_what_an_undisturbed_run_writes() throws Exception {
    Path whole = folder.resolve("whole");
    IngestSummary summary =
        Ingest.withJobs(1)
            .with(NAMES)
            .write(new MadeUpDataset(SERIES, 0), NATIVE, whole, IngestListener.SILENT);
    assertThat(summary.nodules().kept()).isGreaterThan(20);
    Path killed = folder.resolve("killed");
    Random random = new Random(20);
    int kills = 0;
    for (int attempt = 0; kills < KILLS; attempt++) {
      Process process = start(killed, 1 + attempt % 3);
      boolean ended = process.waitFor(250 + random.nextInt(300), TimeUnit.MILLISECONDS);
      if (ended) {
        assertThat(process.exitValue()).isZero();
        requireSame(killed, whole);
        delete(killed);
      } else {
        process.destroyForcibly().waitFor();
        kills++;
      }
    }
    assertThat(start(killed, 2).waitFor()).isZero();
    requireSame(killed, whole);
  }

  @Test
  void it_goes_on_behind_the_series_that_were_finished() throws IOException {
    Path out = folder.resolve("out");
    Path whole = folder.resolve("whole");
    IngestSummary undisturbed = run(whole, 1, IngestListener.SILENT);
    for (int stop = 1; stop < SERIES; stop += 9) {
      assertThatThrownBy(run(out, stoppingAfter(stop))).hasMessage("the plug was pulled");
      int[] finished = new int[1];
      IngestSummary summary = run(out, 2, counting(finished));
      assertThat(finished[0]).isEqualTo(SERIES);
      assertThat(summary).isEqualTo(undisturbed);
      requireSame(out, whole);
      delete(out);
    }
  }

  @Test
  void what_another_run_left_is_not_gone_on_with() throws IOException {
    Path out = folder.resolve("out");
    assertThatThrownBy(run(out, stoppingAfter(5))).hasMessage("the plug was pulled");
    CropOptions others = new CropOptions(new GridSize(8, 8, 8), VoxelSpacing.isotropic(1));
    Ingest.run(new MadeUpDataset(SERIES, 0), others, out, IngestListener.SILENT);
    Path whole = folder.resolve("whole");
    Ingest.run(new MadeUpDataset(SERIES, 0), others, whole, IngestListener.SILENT);
    requireSame(out, whole);
  }

  @Test
  void what_was_written_by_another_key_is_not_gone_on_with() throws IOException {
    Path out = folder.resolve("out");
    Path whole = folder.resolve("whole");
    MadeUpDataset dataset = new MadeUpDataset(SERIES, 0);
    Ingest named = Ingest.withJobs(1).with(NAMES);
    assertThatThrownBy(() -> named.write(dataset, OPTIONS, out, stoppingAfter(5)))
        .hasMessage("the plug was pulled");
    Ingest others = Ingest.withJobs(1).with(Pseudonyms.by("another key, as long".getBytes(UTF_8)));
    others.write(dataset, OPTIONS, out, IngestListener.SILENT);
    others.write(dataset, OPTIONS, whole, IngestListener.SILENT);
    requireSame(out, whole);
  }

  private static ThrowingCallable run(Path out, IngestListener listener) {
    return () -> run(out, 1, listener);
  }

  private static IngestSummary run(Path out, int jobs, IngestListener listener) throws IOException {
    return Ingest.withJobs(jobs).write(new MadeUpDataset(SERIES, 0), OPTIONS, out, listener);
  }

  private static Process start(Path out, int jobs) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Apart.class.getName(),
            out.toString(),
            Integer.toString(jobs))
        .inheritIO()
        .start();
  }

  private static IngestListener stoppingAfter(int series) {
    return new IngestListener() {
      private int finished;

      @Override
      public void surveyed(int all) {}

      @Override
      public void finished(String seriesUid) {
        finished++;
        if (finished == series) {
          throw new IllegalStateException("the plug was pulled");
        }
      }
    };
  }

  private static IngestListener counting(int[] finished) {
    return new IngestListener() {
      @Override
      public void surveyed(int all) {}

      @Override
      public void finished(String seriesUid) {
        finished[0]++;
      }
    };
  }

  private static void requireSame(Path actual, Path expected) {
    assertThat(actual.toFile().list()).containsExactlyInAnyOrder(expected.toFile().list());
    for (String name : expected.toFile().list()) {
      assertThat(actual.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  private static void delete(Path out) throws IOException {
    for (String name : out.toFile().list()) {
      Files.delete(out.resolve(name));
    }
    Files.delete(out);
  }
}
