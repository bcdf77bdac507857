package org.nodulens.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.volumeio.VolumeFormat;
import org.nodulens.volumeio.VolumeNote;
import org.nodulens.volumeio.VolumePart;

/**
 * One volume, written as DICOM or as a volume file: 30 columns, 28 rows, 10 slices of 0.5 x 0.5 x 2
 * mm (too few voxels for the HU check), the first voxel at (-10, -20, -30) mm, and HU -1000 + 40 *
 * slice + 7 * row + column.
 */
public final class MadeUpScan {
  public static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(30, 28, 10),
          new PatientPoint(-10, -20, -30),
          VoxelAxes.alongPatient(new VoxelSpacing(0.5, 0.5, 2)));

  private MadeUpScan() {}

  /** A series below a folder of its own; returns the writer, which knows the UIDs. */
  public static CtSeriesWriter writeDicom(Path folder, String patientId, String seriesUid)
      throws IOException {
    Files.createDirectories(folder);
    CtIdentity identity =
        new CtIdentity(patientId, "Doe^Jane", "O", seriesUid + ".1", seriesUid, seriesUid + ".2");
    CtScan scan = new CtScan("maker", "model", "B", 2, "chest", "20000101", "120000");
    CtSeriesWriter writer = new CtSeriesWriter(identity, scan, GEOMETRY);
    CtVolume volume = volume(GEOMETRY);
    for (int slice = 0; slice < GEOMETRY.size().slices(); slice++) {
      writer.write(folder.resolve("slice-" + slice + ".dcm"), slice, volume.slice(slice));
    }
    return writer;
  }

  /** A volume file in the format that its name asks for. */
  public static Path write(Path file) throws IOException {
    return write(file, volume(GEOMETRY));
  }

  public static Path write(Path file, CtVolume volume) throws IOException {
    Files.createDirectories(file.getParent());
    VolumeNote note = new VolumeNote(Optional.empty(), List.of(), "a test");
    for (VolumePart part : VolumeFormat.ofName(file).orElseThrow().parts(file, volume, note)) {
      try (OutputStream out = Files.newOutputStream(file.resolveSibling(part.fileName()))) {
        part.content().writeTo(out);
      }
    }
    return file;
  }

  /** An .mhd whose voxels are deflated in a .zraw, as LUNA16 has it. */
  public static Path writeDeflated(Path header) throws IOException {
    return writeDeflated(header, volume(GEOMETRY));
  }

  public static Path writeDeflated(Path header, CtVolume volume) throws IOException {
    write(header, volume);
    String stem = header.getFileName().toString().replace(".mhd", "");
    Path raw = header.resolveSibling(stem + ".raw");
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(deflated)) {
      Files.copy(raw, out);
    }
    Files.write(header.resolveSibling(stem + ".zraw"), deflated.toByteArray());
    Files.delete(raw);
    String text =
        Files.readString(header, StandardCharsets.ISO_8859_1)
            .replace("CompressedData = False", "CompressedData = True")
            .replace(stem + ".raw", stem + ".zraw");
    Files.writeString(header, text, StandardCharsets.ISO_8859_1);
    return header;
  }

  /** The pattern of HU on a grid of any size. */
  public static CtVolume volume(VolumeGeometry geometry) {
    GridSize size = geometry.size();
    short[][] slices = new short[size.slices()][size.pixelsPerSlice()];
    for (int k = 0; k < size.slices(); k++) {
      for (int at = 0; at < size.pixelsPerSlice(); at++) {
        int row = at / size.columns();
        int column = at % size.columns();
        slices[k][at] = (short) (-1000 + 40 * k + 7 * row + column);
      }
    }
    return new CtVolume(geometry, slices);
  }
}
