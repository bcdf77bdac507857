package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nodulens.volumeio.Sha256;

/**
 * Writes a crop set in a stream: one crop in memory at a time. The bytes depend on what is added,
 * in its order, alone. Writes into the folder it is given; whoever wants the set to appear at once
 * gives a folder aside and moves it.
 *
 * <p>A set may be written series by series: after {@link #finishSeries} a killed run loses nothing
 * of that series, and {@link #resume} goes on behind it. {@link #complete} ends such a set.
 */
public final class CropSetWriter implements Closeable {
  private final Path folder;
  private final String fingerprint;
  private final CropShards shards;
  private final CropManifest manifest;
  private final RejectLedger ledger;
  private final Set<String> cropIds;
  private int finishedSeries;
  private boolean resumed;

  private CropSetWriter(
      Path folder,
      String fingerprint,
      CropShards shards,
      CropManifest manifest,
      RejectLedger ledger,
      Set<String> cropIds) {
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.shards = shards;
    this.manifest = manifest;
    this.ledger = ledger;
    this.cropIds = cropIds;
  }

  /**
   * Starts a set.
   *
   * @param folder absent or empty
   * @param labels names of all labels that crops may have, without {@code label_}
   */
  public static CropSetWriter create(Path folder, CropSetHeader header, List<String> labels)
      throws IOException {
    return create(folder, header, labels, "");
  }

  private static CropSetWriter create(
      Path folder, CropSetHeader header, List<String> labels, String fingerprint)
      throws IOException {
    Files.createDirectories(folder);
    Checkpoint.delete(folder);
    CropSetJson.write(folder.resolve(CropFiles.HEADER), header);
    try (Opened opened = new Opened()) {
      CropManifest manifest =
          opened.keep(CropManifest.create(folder.resolve(CropFiles.MANIFEST), labels));
      RejectLedger ledger = opened.keep(RejectLedger.create(folder.resolve(CropFiles.REJECTED)));
      CropShards shards =
          opened.keep(
              CropShards.create(folder, header.size(), CropShards.cropsPerShard(header.size())));
      opened.release();
      return new CropSetWriter(folder, fingerprint, shards, manifest, ledger, new HashSet<>());
    }
  }

  /**
   * Goes on with a set that was not completed, behind the last series that was finished; starts
   * anew where nothing of this very set was finished.
   *
   * @param folder absent, empty, or with an unfinished set
   * @param labels names of all labels that crops may have, without {@code label_}
   * @param fingerprint of all that goes into the set
   */
  public static CropSetWriter resume(
      Path folder, CropSetHeader header, List<String> labels, String fingerprint)
      throws IOException {
    Optional<Checkpoint> checkpoint =
        Checkpoint.read(folder).filter(last -> last.fingerprint().equals(fingerprint));
    if (checkpoint.isEmpty()) {
      return create(folder, header, labels, fingerprint);
    }
    Checkpoint last = checkpoint.get();
    Path rows = folder.resolve(CropFiles.MANIFEST);
    try (Opened opened = new Opened()) {
      CropManifest manifest = opened.keep(CropManifest.resume(rows, last.manifestBytes(), labels));
      RejectLedger ledger =
          opened.keep(RejectLedger.resume(folder.resolve(CropFiles.REJECTED), last));
      CropShards shards =
          opened.keep(
              CropShards.resume(
                  folder, header.size(), CropShards.cropsPerShard(header.size()), last));
      Set<String> cropIds = new HashSet<>();
      ManifestReader.read(rows, header).forEach(crop -> cropIds.add(crop.cropId()));
      opened.release();
      CropSetWriter writer =
          new CropSetWriter(folder, fingerprint, shards, manifest, ledger, cropIds);
      writer.finishedSeries = last.finished();
      writer.resumed = true;
      return writer;
    }
  }

  public RejectLedger ledger() {
    return ledger;
  }

  /** Whether this writer goes on with what another one began. */
  public boolean isResumed() {
    return resumed;
  }

  /** Series that were finished before; those of an earlier run are among them. */
  public int finishedSeries() {
    return finishedSeries;
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
    shards.add(hu, mask);
    CropRecord row = new CropRecord(crop, shards.shard(), shards.rows() - 1, hash(hu));
    manifest.add(row);
    return row;
  }

  /** Makes sure that a killed run need not read this series again. */
  public void finishSeries() throws IOException {
    finishedSeries++;
    writeCheckpoint();
  }

  /** As {@link #finishSeries}, for what stands before the first series. */
  public void writeCheckpoint() throws IOException {
    shards.flush();
    manifest.flush();
    ledger.flush();
    new Checkpoint(
            fingerprint,
            finishedSeries,
            shards.shard(),
            shards.rows(),
            Files.size(folder.resolve(CropFiles.MANIFEST)),
            Files.size(folder.resolve(CropFiles.REJECTED)),
            ledger.allCounts(),
            ledger.rejectedByCode())
        .write(folder);
  }

  private static String hash(short[] hu) {
    ByteBuffer bytes = ByteBuffer.allocate(hu.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(hu);
    return Sha256.of(bytes.array());
  }

  /**
   * Closes the set, says in cropset.json what came in and what was kept, and takes away what only
   * an unfinished set needs.
   *
   * @throws IllegalStateException if inputs went astray
   */
  public void complete() throws IOException {
    close();
    CropSetJson.addCounts(folder.resolve(CropFiles.HEADER), ledger);
    Checkpoint.delete(folder);
  }

  @Override
  public void close() throws IOException {
    try (Opened all = new Opened()) {
      all.keep(ledger);
      all.keep(manifest);
      all.keep(shards);
    }
  }
}
