package org.nodulens.cropset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.NpyFile;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.Sha256;

/**
 * A crop set on disk. Opening reads the manifest and holds every row against its shard; voxels are
 * mapped when they are asked for. Safe for use by several threads.
 */
public final class CropSet {
  private final Path folder;
  private final CropSetHeader header;
  private final List<CropRecord> records;
  private final Map<Integer, NpyFile> crops = new HashMap<>();
  private final Map<Integer, NpyFile> masks = new HashMap<>();
  private final Set<String> intact = ConcurrentHashMap.newKeySet();

  private CropSet(Path folder, CropSetHeader header, List<CropRecord> records) {
    this.folder = folder;
    this.header = header;
    this.records = List.copyOf(records);
  }

  /**
   * Reads header and manifest.
   *
   * @throws FormatException if the folder is no crop set of this format, or a shard is missing or
   *     too short
   */
  public static CropSet open(Path folder) throws IOException {
    CropSetHeader header = CropSetJson.read(folder.resolve(CropFiles.HEADER));
    List<CropRecord> records = ManifestReader.read(folder.resolve(CropFiles.MANIFEST), header);
    CropSet set = new CropSet(folder, header, records);
    for (CropRecord crop : records) {
      set.openShards(crop);
    }
    return set;
  }

  private void openShards(CropRecord crop) throws IOException {
    int shard = crop.shard();
    if (!crops.containsKey(shard)) {
      crops.put(shard, openShard(CropFiles.crops(folder, shard), NpyType.INT16));
      masks.put(shard, openShard(CropFiles.masks(folder, shard), NpyType.UINT8));
    }
    requireRow(crop, shardOf(crops, crop));
    requireRow(crop, shardOf(masks, crop));
  }

  private NpyFile openShard(Path file, NpyType type) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          "crop set " + folder + " has no " + file.getFileName() + ", which its manifest names");
    }
    NpyFile shard = NpyFile.open(file);
    GridSize size = header.size();
    int[] shape = shard.shape();
    boolean fits =
        shape.length == 4
            && shape[1] == size.slices()
            && shape[2] == size.rows()
            && shape[3] == size.columns();
    if (!fits || shard.dtype() != type) {
      throw new FormatException(
          file + " must hold " + type.descriptor() + " crops of the shape in cropset.json");
    }
    return shard;
  }

  private static void requireRow(CropRecord crop, NpyFile shard) throws FormatException {
    if (crop.index() >= shard.rows()) {
      throw new FormatException(
          "crop "
              + crop.cropId()
              + " is row "
              + crop.index()
              + " of "
              + shard.path()
              + ", which has "
              + shard.rows());
    }
  }

  private static NpyFile shardOf(Map<Integer, NpyFile> shards, CropRecord crop) {
    NpyFile shard = shards.get(crop.shard());
    if (shard == null) {
      throw new IllegalArgumentException("crop " + crop.cropId() + " is not of this crop set");
    }
    return shard;
  }

  public Path folder() {
    return folder;
  }

  public CropSetHeader header() {
    return header;
  }

  /** In the manifest's order. */
  public List<CropRecord> records() {
    return records;
  }

  /** SHA-256 of the manifest's bytes, lower-case hex; results name it. */
  public String manifestSha256() throws IOException {
    return Sha256.of(folder.resolve(CropFiles.MANIFEST));
  }

  /**
   * What came in at each level and what became of it, as whoever made the set counted it; a level
   * that was not counted is absent.
   *
   * @throws FormatException if the counts in cropset.json do not add up
   */
  public Map<RejectLevel, RejectCounts> counts() throws IOException {
    return CropSetJson.readCounts(folder.resolve(CropFiles.HEADER));
  }

  /**
   * How often each reason to leave something out was given, by level and code, as {@code
   * rejected.csv} lists it; empty where there is no such file.
   *
   * @throws FormatException if the file is no ledger
   */
  public Map<RejectLevel, Map<String, Long>> rejected() throws IOException {
    return RejectLedgerReader.read(folder.resolve(CropFiles.REJECTED));
  }

  /**
   * The crop's HU, with the geometry of {@link #geometry}.
   *
   * @throws FormatException if the shard's bytes are not those that the manifest's hash is of
   */
  public CtVolume volume(CropRecord crop) throws IOException {
    VolumeGeometry geometry = geometry(crop);
    ByteBuffer row = shardOf(crops, crop).row(crop.index());
    requireIntact(crop, row);
    short[][] slices = new short[header.size().slices()][header.size().pixelsPerSlice()];
    for (int k = 0; k < slices.length; k++) {
      row.asShortBuffer().get(k * slices[k].length, slices[k]);
    }
    return new CtVolume(geometry, slices);
  }

  /** The first reading of a crop holds its bytes against the manifest's hash. */
  private void requireIntact(CropRecord crop, ByteBuffer row) throws FormatException {
    if (!intact.contains(crop.cropId())) {
      byte[] bytes = new byte[row.remaining()];
      row.duplicate().get(bytes);
      if (!Sha256.of(bytes).equals(crop.sha256())) {
        throw new FormatException(
            "crop "
                + crop.cropId()
                + " in "
                + shardOf(crops, crop).path()
                + " is not what was written: its SHA-256 differs from the manifest's");
      }
      intact.add(crop.cropId());
    }
  }

  /** (slices, rows, columns), C order: how many readers' contours hold the voxel. */
  public byte[] mask(CropRecord crop) throws IOException {
    ByteBuffer row = shardOf(masks, crop).row(crop.index());
    byte[] mask = new byte[row.remaining()];
    row.get(mask);
    return mask;
  }

  /**
   * The crop's place in the patient; where that is unknown, a frame of the crop's own: axes along
   * x, y and z, centred at the origin, an unknown distance of slices being 1 mm.
   *
   * @throws FormatException if not even the pixel spacing is known
   */
  public VolumeGeometry geometry(CropRecord crop) throws FormatException {
    if (crop.affine().isPresent()) {
      return crop.affine().get();
    }
    CropSpacing row = crop.spacing();
    if (header.spacing().isPresent()) {
      row = CropSpacing.of(header.spacing().get());
    }
    if (row.xMm().isEmpty() || row.yMm().isEmpty()) {
      throw new FormatException(
          "crop " + crop.cropId() + " in " + folder + " has neither an affine nor a spacing");
    }
    VoxelSpacing spacing =
        new VoxelSpacing(row.xMm().getAsDouble(), row.yMm().getAsDouble(), row.zMm().orElse(1));
    return VolumeGeometry.centered(
        header.size(), PatientPoint.ORIGIN, VoxelAxes.alongPatient(spacing));
  }

  /** The crop's centre, in the frame of {@link #geometry}. */
  public PatientPoint center(CropRecord crop) throws FormatException {
    return geometry(crop).center();
  }
}
