package org.nodulens.datasets.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/**
 * A CT series of 12 slices, 2 mm apart, of 40 columns and 30 rows of 1 mm, and what objects on it
 * share. Its first voxel lies at (-10, -20, -30) mm: voxel (i, j, k) at (i - 10, j - 20, 2 k - 30).
 */
public final class DrawnStudy {
  public static final String STUDY = "1.2.3.1";
  public static final String SERIES = "1.2.3.2";
  public static final String FRAME_OF_REFERENCE = "1.2.3.3";
  private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

  public static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(40, 30, 12),
          new PatientPoint(-10, -20, -30),
          VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 2)));

  /** Crops with the scan's own voxels, larger than all that is drawn. */
  private static final CropOptions CROPS =
      new CropOptions(new GridSize(80, 60, 24), new VoxelSpacing(1, 1, 2));

  private final CtSeriesWriter writer;
  private final String seriesUid;

  private DrawnStudy(String seriesUid) {
    this.seriesUid = seriesUid;
    CtIdentity identity =
        new CtIdentity("P-4711", "Doe^Jane", "O", STUDY, seriesUid, FRAME_OF_REFERENCE);
    CtScan scan = new CtScan("maker", "model", "B", 2, "chest", "20000101", "120000");
    this.writer = new CtSeriesWriter(identity, scan, GEOMETRY);
  }

  public static DrawnStudy write(Path folder) throws IOException {
    return write(folder, SERIES);
  }

  /** Another series of the same study. */
  public static DrawnStudy write(Path folder, String seriesUid) throws IOException {
    DrawnStudy study = new DrawnStudy(seriesUid);
    Files.createDirectories(folder);
    for (int slice = 0; slice < GEOMETRY.size().slices(); slice++) {
      short[] hu = new short[GEOMETRY.size().pixelsPerSlice()];
      Arrays.fill(hu, (short) -800);
      study.writer.write(folder.resolve("slice-" + slice + ".dcm"), slice, hu);
    }
    return study;
  }

  public String sopUid(int slice) {
    return writer.sopUid(slice);
  }

  public String seriesUid() {
    return seriesUid;
  }

  /** An image by its UID, as an item of a sequence. */
  public static ObjectBytes image(String sopUid) {
    return new ObjectBytes().text(0x00081150, "UI", CT_IMAGE).text(0x00081155, "UI", sopUid);
  }

  /** All slices, as items of a sequence. */
  public List<ObjectBytes> images() {
    return IntStream.range(0, GEOMETRY.size().slices()).mapToObj(k -> image(sopUid(k))).toList();
  }

  /** Patient, study, series and equipment of an object. */
  public static ObjectBytes object(String modality) {
    return new ObjectBytes()
        .text(0x00080020, "DA", "20000101")
        .text(0x00080023, "DA", "20000101")
        .text(0x00080030, "TM", "120000")
        .text(0x00080033, "TM", "120000")
        .text(0x00080050, "SH", "")
        .text(0x00080060, "CS", modality)
        .text(0x00080070, "LO", "maker")
        .text(0x00080090, "PN", "Roe^Richard")
        .text(0x00081070, "PN", "Poe^Edgar")
        .text(0x00081090, "LO", "model")
        .text(0x00100010, "PN", "Doe^Jane")
        .text(0x00100020, "LO", "P-4711")
        .text(0x00100030, "DA", "")
        .text(0x00100040, "CS", "O")
        .text(0x00181000, "LO", "1")
        .text(0x00181020, "LO", "1")
        .text(0x0020000D, "UI", STUDY)
        .text(0x0020000E, "UI", "1.2.3.9")
        .text(0x00200010, "SH", "1")
        .text(0x00200011, "IS", "9")
        .text(0x00200013, "IS", "1");
  }

  public static IngestSummary ingest(NoduleDataset dataset, Path out) throws IOException {
    return Ingest.run(dataset, CROPS, out, IngestListener.SILENT);
  }

  /** The voxels of the scan that a crop's mask holds. */
  public static Set<VoxelIndex> held(CropSet set, CropRecord crop) throws IOException {
    VolumeGeometry grid = set.geometry(crop);
    byte[] mask = set.mask(crop);
    Set<VoxelIndex> held = new HashSet<>();
    for (int at = 0; at < mask.length; at++) {
      int perSlice = grid.size().pixelsPerSlice();
      int columns = grid.size().columns();
      VoxelPoint voxel =
          new VoxelPoint(
              at % columns, Math.floorDiv(at % perSlice, columns), Math.floorDiv(at, perSlice));
      if (mask[at] > 0) {
        held.add(GEOMETRY.nearestVoxel(grid.toPatient(voxel)));
      }
    }
    return held;
  }
}
