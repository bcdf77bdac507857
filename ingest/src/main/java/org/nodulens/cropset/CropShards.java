package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nodulens.ct.GridSize;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;

/** Writes crops and their masks, shard after shard. */
final class CropShards implements Closeable {
  /** The most that the crops of a shard take. */
  private static final long SHARD_BYTES = 256L << 20;

  private final Path folder;
  private final int[] shape;
  private final int cropsPerShard;
  private int shard;
  private NpyWriter crops;
  private NpyWriter masks;

  private CropShards(
      Path folder, int cropsPerShard, int shard, NpyWriter crops, NpyWriter masks, int... shape) {
    this.folder = folder;
    this.shape = shape;
    this.cropsPerShard = cropsPerShard;
    this.shard = shard;
    this.crops = crops;
    this.masks = masks;
  }

  static int cropsPerShard(GridSize size) {
    return (int) Math.max(1, SHARD_BYTES / (size.voxels() * NpyType.INT16.bytes()));
  }

  static CropShards create(Path folder, GridSize size, int cropsPerShard) throws IOException {
    int[] shape = shape(size);
    try (Opened opened = new Opened()) {
      NpyWriter crops = opened.keep(createCrops(folder, 0, shape));
      NpyWriter masks = opened.keep(createMasks(folder, 0, shape));
      opened.release();
      return new CropShards(folder, cropsPerShard, 0, crops, masks, shape);
    }
  }

  /** Goes on behind a checkpoint; shards that were begun after it are deleted. */
  static CropShards resume(Path folder, GridSize size, int cropsPerShard, Checkpoint checkpoint)
      throws IOException {
    int[] shape = shape(size);
    int shard = checkpoint.shard();
    int rows = checkpoint.rows();
    for (int later = shard + 1; deleteShard(folder, later); ) {
      later++;
    }
    try (Opened opened = new Opened()) {
      NpyWriter crops =
          opened.keep(NpyWriter.resume(CropFiles.crops(folder, shard), NpyType.INT16, rows, shape));
      NpyWriter masks =
          opened.keep(NpyWriter.resume(CropFiles.masks(folder, shard), NpyType.UINT8, rows, shape));
      opened.release();
      return new CropShards(folder, cropsPerShard, shard, crops, masks, shape);
    }
  }

  private static boolean deleteShard(Path folder, int shard) throws IOException {
    boolean hadCrops = Files.deleteIfExists(CropFiles.crops(folder, shard));
    boolean hadMasks = Files.deleteIfExists(CropFiles.masks(folder, shard));
    return hadCrops || hadMasks;
  }

  int shard() {
    return shard;
  }

  /** Crops in the shard that is being filled. */
  int rows() {
    return crops.rows();
  }

  void add(short[] hu, byte[] mask) throws IOException {
    if (rows() == cropsPerShard) {
      close();
      shard++;
      crops = createCrops(folder, shard, shape);
      masks = createMasks(folder, shard, shape);
    }
    crops.append(hu);
    masks.append(mask);
  }

  void flush() throws IOException {
    crops.flush();
    masks.flush();
  }

  private static NpyWriter createCrops(Path folder, int shard, int... shape) throws IOException {
    return NpyWriter.create(CropFiles.crops(folder, shard), NpyType.INT16, shape);
  }

  private static NpyWriter createMasks(Path folder, int shard, int... shape) throws IOException {
    return NpyWriter.create(CropFiles.masks(folder, shard), NpyType.UINT8, shape);
  }

  private static int[] shape(GridSize size) {
    return new int[] {size.slices(), size.rows(), size.columns()};
  }

  @Override
  public void close() throws IOException {
    try (Opened shardFiles = new Opened()) {
      shardFiles.keep(masks);
      shardFiles.keep(crops);
    }
  }
}
