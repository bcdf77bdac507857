package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.GridSize;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;
import org.nodulens.volumeio.Sha256;

/**
 * Writes a crop set in a stream: one crop in memory at a time. The bytes depend on what is added,
 * in its order, alone. Writes into the folder it is given; whoever wants the set to appear at once
 * gives a folder aside and moves it.
 */
public final class CropSetWriter implements Closeable {
  /** The most that the crops of a shard take. */
  private static final long SHARD_BYTES = 256L << 20;

  private final Path folder;
  private final CropSetHeader header;
  private final int cropsPerShard;
  private final CropManifest manifest;
  private final RejectLedger ledger;
  private final Set<String> cropIds = new HashSet<>();
  private int shard = -1;
  private @Nullable NpyWriter crops;
  private @Nullable NpyWriter masks;

  private CropSetWriter(
      Path folder, CropSetHeader header, CropManifest manifest, RejectLedger ledger) {
    this.folder = folder;
    this.header = header;
    this.manifest = manifest;
    this.ledger = ledger;
    this.cropsPerShard = cropsPerShard(header.size());
  }

  /**
   * Starts a set.
   *
   * @param folder absent or empty
   * @param labels names of all labels that crops may have, without {@code label_}
   */
  public static CropSetWriter create(Path folder, CropSetHeader header, List<String> labels)
      throws IOException {
    Files.createDirectories(folder);
    CropSetJson.write(folder.resolve(CropFiles.HEADER), header);
    CropManifest manifest = CropManifest.create(folder.resolve(CropFiles.MANIFEST), labels);
    try {
      RejectLedger ledger = RejectLedger.create(folder.resolve(CropFiles.REJECTED));
      CropSetWriter writer = new CropSetWriter(folder, header, manifest, ledger);
      writer.nextShard();
      return writer;
    } catch (IOException | RuntimeException e) {
      manifest.close();
      throw e;
    }
  }

  static int cropsPerShard(GridSize size) {
    return (int) Math.max(1, SHARD_BYTES / (size.voxels() * NpyType.INT16.bytes()));
  }

  public RejectLedger ledger() {
    return ledger;
  }

  /**
   * Appends a crop.
   *
   * @param hu (slices, rows, columns), C order
   * @param mask alike: how many readers' contours hold the voxel
   * @throws IllegalArgumentException if the crop id was used before
   */
  public CropRecord add(CropDescription crop, short[] hu, byte[] mask) throws IOException {
    if (!cropIds.add(crop.cropId())) {
      throw new IllegalArgumentException("crop id " + crop.cropId() + " is given twice");
    }
    NpyWriter cropRows = crops;
    NpyWriter maskRows = masks;
    if (cropRows == null || maskRows == null) {
      throw new IllegalStateException("the crop set is closed");
    }
    CropRecord row = new CropRecord(crop, shard, cropRows.rows(), hash(hu));
    cropRows.append(hu);
    maskRows.append(mask);
    manifest.add(row);
    if (cropRows.rows() == cropsPerShard) {
      nextShard();
    }
    return row;
  }

  private void nextShard() throws IOException {
    closeShard();
    shard++;
    int[] shape = {header.size().slices(), header.size().rows(), header.size().columns()};
    crops = NpyWriter.create(CropFiles.crops(folder, shard), NpyType.INT16, shape);
    masks = NpyWriter.create(CropFiles.masks(folder, shard), NpyType.UINT8, shape);
  }

  private void closeShard() throws IOException {
    NpyWriter closingCrops = crops;
    NpyWriter closingMasks = masks;
    crops = null;
    masks = null;
    if (closingCrops != null && closingMasks != null) {
      closeAll(closingCrops, closingMasks);
    }
  }

  /** Closes all, whichever of them fails. */
  private static void closeAll(Closeable... files) throws IOException {
    IOException failure = null;
    for (Closeable file : files) {
      try {
        file.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static String hash(short[] hu) {
    ByteBuffer bytes = ByteBuffer.allocate(hu.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(hu);
    return Sha256.of(bytes.array());
  }

  @Override
  public void close() throws IOException {
    closeAll(this::closeShard, manifest, ledger);
  }
}
