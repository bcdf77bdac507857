package org.nodulens.cropset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.GridSize;
import org.nodulens.volumeio.FormatException;

class CropShardsTest {
  private static final GridSize SIZE = new GridSize(2, 1, 1);
  private static final int CROPS_PER_SHARD = 2;

  @TempDir private Path folder;

  @Test
  void a_shard_is_begun_when_there_is_something_to_put_into_it() throws IOException {
    write(0, 4);
    assertThat(names())
        .containsExactlyInAnyOrder(
            "crops-00000.npy", "masks-00000.npy", "crops-00001.npy", "masks-00001.npy");
  }

  @Test
  void wherever_it_goes_on_the_bytes_are_the_same() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    try (CropShards shards = CropShards.create(whole, SIZE, CROPS_PER_SHARD)) {
      add(shards, 0, 5);
    }
    for (int kept = 1; kept <= 5; kept++) {
      for (int written = kept; written <= 5; written++) {
        Path part = Files.createDirectory(folder.resolve(kept + "-" + written));
        try (CropShards shards = CropShards.create(part, SIZE, CROPS_PER_SHARD)) {
          add(shards, 0, written);
        }
        Checkpoint checkpoint = checkpoint((kept - 1) / 2, (kept - 1) % 2 + 1);
        try (CropShards shards = CropShards.resume(part, SIZE, CROPS_PER_SHARD, checkpoint)) {
          add(shards, kept, 5);
        }
        assertThat(part.toFile().list()).containsExactlyInAnyOrder(whole.toFile().list());
        for (String name : whole.toFile().list()) {
          assertThat(part.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
      }
    }
  }

  @Test
  void a_shard_that_lost_what_was_promised_is_refused() throws IOException {
    write(0, 1);
    assertThatThrownBy(
            () -> CropShards.resume(folder, SIZE, CROPS_PER_SHARD, checkpoint(0, 2)).close())
        .isInstanceOf(FormatException.class)
        .hasMessageMatching(".*crops-00000.npy is truncated: it held \\d+ bytes and has \\d+");
  }

  private void write(int first, int end) throws IOException {
    try (CropShards shards = CropShards.create(folder, SIZE, CROPS_PER_SHARD)) {
      add(shards, first, end);
    }
  }

  private static void add(CropShards shards, int first, int end) throws IOException {
    for (int i = first; i < end; i++) {
      shards.add(new short[] {(short) i, (short) -i}, new byte[] {(byte) i, 1});
    }
  }

  private static Checkpoint checkpoint(int shard, int rows) {
    return new Checkpoint("", 0, shard, rows, 0, 0, Map.of(), Map.of());
  }

  private String[] names() {
    return folder.toFile().list();
  }
}
