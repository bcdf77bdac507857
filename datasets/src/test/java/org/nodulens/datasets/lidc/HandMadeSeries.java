package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/** Six slices, 2 mm apart and thick, of 40 x 40 pixels of 0.5 mm; the first lies at z = -30 mm. */
final class HandMadeSeries {
  private static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(40, 40, 6),
          new PatientPoint(-10, -20, -30),
          VoxelAxes.alongPatient(new VoxelSpacing(0.5, 0.5, 2)));

  private final Path folder;
  private final CtSeriesWriter writer;

  private HandMadeSeries(Path folder, CtSeriesWriter writer) {
    this.folder = folder;
    this.writer = writer;
  }

  static HandMadeSeries write(Path folder, String patientId, String seriesUid) throws IOException {
    return write(folder, patientId, seriesUid, "B");
  }

  private static HandMadeSeries write(
      Path folder, String patientId, String seriesUid, String kernel) throws IOException {
    Files.createDirectories(folder);
    CtIdentity identity =
        new CtIdentity(patientId, "Doe^Jane", "O", seriesUid + ".1", seriesUid, seriesUid + ".2");
    CtScan scan = new CtScan("maker", "model", kernel, 2, "chest", "20000101", "120000");
    HandMadeSeries series =
        new HandMadeSeries(folder, new CtSeriesWriter(identity, scan, GEOMETRY));
    for (int slice = 0; slice < GEOMETRY.size().slices(); slice++) {
      short[] hu = new short[GEOMETRY.size().pixelsPerSlice()];
      Arrays.fill(hu, (short) (-800 + 10 * slice));
      series.writer.write(series.file(slice), slice, hu);
    }
    return series;
  }

  /** Another reconstruction, with a kernel and SOP Instance UIDs of its own, in the same series. */
  static HandMadeSeries writeReconstruction(
      Path folder, String patientId, String seriesUid, String kernel) throws IOException {
    String own = seriesUid.substring(0, seriesUid.length() - 1) + "9";
    HandMadeSeries series = write(folder, patientId, own, kernel);
    for (int slice = 0; slice < GEOMETRY.size().slices(); slice++) {
      // Series Instance UID (0020,000E), explicit VR, of the same length
      String bytes = Files.readString(series.file(slice), StandardCharsets.ISO_8859_1);
      String head = " \0\u000e\0UI" + (char) (own.length() + own.length() % 2) + "\0";
      String moved = bytes.replace(head + own, head + seriesUid);
      Files.writeString(series.file(slice), moved, StandardCharsets.ISO_8859_1);
    }
    return series;
  }

  Path file(int slice) {
    return folder.resolve("slice-" + slice + ".dcm");
  }

  String sopUid(int slice) {
    return writer.sopUid(slice);
  }

  /** A line on the slice, named by its UID. */
  String roi(int slice, String points) {
    return ReadingXml.roi(-30 + 2.0 * slice, sopUid(slice), points);
  }
}
