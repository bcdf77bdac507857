package org.nodulens.datasets.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.IngestSummary;

/** Objects with bytes that were changed, cut out or put in. */
public abstract class DamagedObjectsTest {
  private static final int TRIALS = 150;

  @TempDir private Path folder;

  /** Writes an object with nodules on the study. */
  protected abstract Path writeObject(DrawnStudy study, Path file) throws IOException;

  protected abstract RegionDataset dataset(Path root);

  @Test
  void whatever_is_damaged_ends_in_the_ledger_or_in_a_crop() throws IOException {
    Path root = folder.resolve("root");
    DrawnStudy study = DrawnStudy.write(root.resolve("ct"));
    Path object = writeObject(study, root.resolve("o/object.dcm"));
    byte[] whole = Files.readAllBytes(object);
    var random = new Random(11);
    int kept = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Files.write(object, damaged(whole, random));
      IngestSummary summary = DrawnStudy.ingest(dataset(root), folder.resolve("out-" + trial));
      for (RejectCounts counts : List.of(summary.files(), summary.series(), summary.nodules())) {
        assertThat(counts.in()).isEqualTo(counts.kept() + counts.rejected());
      }
      assertThat(summary.files().in()).isEqualTo(13);
      kept += summary.nodules().kept() > 0 ? 1 : 0;
    }
    // Many bytes do not matter, and many do.
    assertThat(kept).isBetween(1, TRIALS - 1);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = 132 + random.nextInt(bytes.length - 150);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) random.nextInt();
        }
      }
      default -> {
        int cut = 1 + random.nextInt(8);
        System.arraycopy(whole, at + cut, bytes, at, Math.max(0, whole.length - at - cut));
        bytes = Arrays.copyOf(bytes, whole.length - cut);
      }
    }
    return bytes;
  }
}
