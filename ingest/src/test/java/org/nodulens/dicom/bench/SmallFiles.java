package org.nodulens.dicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/** Writes a tree of many CT files with few pixels: a patient a folder, of 200 slices each. */
final class SmallFiles {
  private static final int SLICES = 200;
  private static final GridSize SIZE = new GridSize(8, 8, SLICES);
  private static final VoxelSpacing SPACING = new VoxelSpacing(0.7, 0.7, 1.25);

  private SmallFiles() {}

  /** Reads {@code COUNT FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    int count = Integer.parseInt(arguments[0]);
    short[] hu = new short[SIZE.pixelsPerSlice()];
    for (int patient = 0; patient * SLICES < count; patient++) {
      String name = String.format(Locale.ROOT, "P-%05d", patient);
      Path series = Files.createDirectories(folder.resolve(name).resolve("ct"));
      CtSeriesWriter writer = writer(name, patient);
      for (int slice = 0; slice < Math.min(SLICES, count - patient * SLICES); slice++) {
        writer.write(series.resolve(String.format(Locale.ROOT, "%03d.dcm", slice + 1)), slice, hu);
      }
    }
  }

  private static CtSeriesWriter writer(String name, int patient) {
    String uid = "2.25.1" + String.format(Locale.ROOT, "%09d", patient);
    return new CtSeriesWriter(
        new CtIdentity(name, "Many^Files", "O", uid + "1", uid + "2", uid + "3"),
        new CtScan("Nodulens", "None", "NONE", 1.25, "Many files", "20000101", "120000"),
        new VolumeGeometry(
            SIZE, new PatientPoint(-180, -180, -100 + patient), VoxelAxes.alongPatient(SPACING)));
  }
}
