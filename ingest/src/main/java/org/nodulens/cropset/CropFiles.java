package org.nodulens.cropset;

import java.nio.file.Path;
import java.util.Locale;

/** Names of the files in a crop set's folder. */
final class CropFiles {
  static final String HEADER = "cropset.json";
  static final String MANIFEST = "manifest.csv";
  static final String REJECTED = "rejected.csv";

  private CropFiles() {}

  static Path crops(Path folder, int shard) {
    return folder.resolve("crops-" + shardNumber(shard) + ".npy");
  }

  static Path masks(Path folder, int shard) {
    return folder.resolve("masks-" + shardNumber(shard) + ".npy");
  }

  static String shardNumber(int shard) {
    return String.format(Locale.ROOT, "%05d", shard);
  }
}
