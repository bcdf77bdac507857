package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/** Small CT studies on disk, written by the core. */
final class CtFiles {
  static final String STUDY = "2.25.1";

  private static final int COLUMNS = 64;
  private static final int ROWS = 48;

  private CtFiles() {}

  /** Writes a series of made-up slices. */
  static void series(Path folder, String seriesUid, int slices) throws IOException {
    Files.createDirectories(folder);
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P-1", "Phantom^One", "O", STUDY, seriesUid, "2.25.3"),
            new CtScan("Nodulens", "Scanner A", "SHARP", 1.25, "Phantom", "20000101", "120000"),
            new VolumeGeometry(
                new GridSize(COLUMNS, ROWS, slices),
                new PatientPoint(-134.5, -130.25, -71.25),
                VoxelAxes.alongPatient(new VoxelSpacing(0.75, 0.75, 1.25))));
    for (int slice = 0; slice < slices; slice++) {
      short[] hu = new short[COLUMNS * ROWS];
      for (int i = 0; i < hu.length; i++) {
        hu[i] = (short) ((i * 31 + slice * 17) % 2000 - 1000);
      }
      writer.write(folder.resolve(seriesUid + "-" + slice + ".dcm"), slice, hu);
    }
  }

  /** Rewrites a file with another SOP class, instance or transfer syntax in its meta. */
  static Path relabelled(Path from, Path to, String sopClass, String sopUid, String syntax)
      throws IOException {
    Attributes dataSet;
    try (DicomInputStream in = new DicomInputStream(from.toFile())) {
      dataSet = in.readDataset();
    }
    dataSet.setString(Tag.SOPInstanceUID, VR.UI, sopUid);
    dataSet.setString(Tag.SOPClassUID, VR.UI, sopClass);
    try (DicomOutputStream out =
        new DicomOutputStream(Files.newOutputStream(to), UID.ExplicitVRLittleEndian)) {
      out.writeDataset(Attributes.createFileMetaInformation(sopUid, sopClass, syntax), dataSet);
    }
    return to;
  }

  /** The bytes of each file's data set, by SOP Instance UID. */
  static Map<String, byte[]> dataSets(Path folder) throws IOException {
    Map<String, byte[]> byUid = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(CtFiles::isDicom).toList()) {
        StorableFile head = StorableFile.read(file);
        byte[] all = Files.readAllBytes(file);
        byUid.put(head.sopUid(), Arrays.copyOfRange(all, (int) head.start(), all.length));
      }
    }
    return byUid;
  }

  private static boolean isDicom(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".csv");
  }
}
