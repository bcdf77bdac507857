package org.nodulens.volumeio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;

/**
 * The header of a NIfTI-1 file (nifti1.h), little endian: sform and qform alike, both of code 1
 * (the scanner's own frame); from LPS to RAS x and y change their sign. A qform can hold no shear:
 * where the axes are not at right angles there is none.
 */
final class NiftiWriter {
  private static final int HEADER = 348;

  /** The header, and four bytes that say that no extension follows. */
  private static final int VOXELS_AT = 352;

  /** {@code descrip} holds 80 bytes, the last of them zero. */
  private static final int DESCRIPTION = 79;

  private static final byte MILLIMETRES_AND_SECONDS = 2 | 8;
  private static final short SCANNER = 1;

  /** What DICOM's direction cosines may stray from right angles. */
  private static final double COSINE_TOLERANCE = 1e-3;

  private final VolumeGeometry geometry;
  private final ByteBuffer header = ByteBuffer.allocate(VOXELS_AT).order(ByteOrder.LITTLE_ENDIAN);

  private NiftiWriter(VolumeGeometry geometry) {
    this.geometry = geometry;
  }

  /** What the voxels are: a {@code datatype} of nifti1.h and the bits of one. */
  private enum Voxels {
    INT16(4, Short.SIZE),
    FLOAT32(16, Float.SIZE);

    private final short code;
    private final short bits;

    Voxels(int code, int bits) {
      this.code = (short) code;
      this.bits = (short) bits;
    }
  }

  /**
   * The header of HU in int16, up to where the voxels follow.
   *
   * @throws FormatException if there are more voxels along an axis than the format counts
   */
  static byte[] header(VolumeGeometry geometry) throws FormatException {
    return header(geometry, Voxels.INT16, "HU; -32768 is padding");
  }

  /**
   * The header of other values, in float32.
   *
   * @param description what they are; what goes beyond 79 ASCII characters is cut off
   * @throws FormatException if there are more voxels along an axis than the format counts
   */
  static byte[] floatHeader(VolumeGeometry geometry, String description) throws FormatException {
    return header(geometry, Voxels.FLOAT32, description);
  }

  private static byte[] header(VolumeGeometry geometry, Voxels voxels, String description)
      throws FormatException {
    NiftiWriter writer = new NiftiWriter(geometry);
    writer.putSize();
    writer.putVoxels(voxels, description);
    writer.putSform();
    if (isRightAngled(geometry.axes())) {
      writer.putQform();
    }
    return writer.header.array();
  }

  /** Compresses, the same way each time: no name and no time in the gzip header. */
  static void compress(OutputStream out, VolumePart.Content content) throws IOException {
    try (Gzip gzip = new Gzip(out)) {
      content.writeTo(gzip);
    }
  }

  /** CT noise hardly compresses better for more work. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private void putSize() throws FormatException {
    GridSize size = geometry.size();
    VoxelSpacing spacing = geometry.spacing();
    int most = Math.max(size.columns(), Math.max(size.rows(), size.slices()));
    if (most > Short.MAX_VALUE) {
      throw new FormatException(
          "NIfTI-1 counts up to " + Short.MAX_VALUE + " voxels along an axis, there are " + most);
    }
    header.putInt(0, HEADER);
    short[] counts = {
      3, (short) size.columns(), (short) size.rows(), (short) size.slices(), 1, 1, 1, 1
    };
    double[] steps = {1, spacing.xMm(), spacing.yMm(), spacing.zMm()};
    for (int i = 0; i < counts.length; i++) {
      header.putShort(40 + 2 * i, counts[i]);
      header.putFloat(76 + 4 * i, i < steps.length ? (float) steps[i] : 0);
    }
    header.put(123, MILLIMETRES_AND_SECONDS);
    header.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
  }

  private void putVoxels(Voxels voxels, String description) {
    header.putShort(70, voxels.code);
    header.putShort(72, voxels.bits);
    header.putFloat(108, VOXELS_AT);
    header.putFloat(112, 1); // scl_slope; scl_inter is 0
    byte[] text = description.getBytes(StandardCharsets.US_ASCII);
    header.put(148, text, 0, Math.min(text.length, DESCRIPTION));
  }

  private void putSform() {
    VoxelAxes axes = geometry.axes();
    PatientPoint origin = geometry.origin();
    PatientVector offset = origin.minus(PatientPoint.ORIGIN);
    PatientVector[] columns = {axes.column(), axes.row(), axes.slice(), offset};
    header.putShort(254, SCANNER);
    for (int i = 0; i < columns.length; i++) {
      double[] ras = ras(columns[i]);
      for (int row = 0; row < 3; row++) {
        header.putFloat(280 + 16 * row + 4 * i, (float) ras[row]);
      }
    }
  }

  private void putQform() {
    PatientVector column = geometry.axes().column().unit();
    PatientVector row = geometry.axes().row();
    PatientVector upright = column.cross(row).unit(); // rounding leaves angles not quite right
    boolean leftHanded = upright.dot(geometry.axes().slice()) < 0;
    double[] abcd =
        Rotation.quaternion(new double[][] {ras(column), ras(upright.cross(column)), ras(upright)});
    double[] origin = ras(geometry.origin().minus(PatientPoint.ORIGIN));
    header.putShort(252, SCANNER);
    header.putFloat(76, leftHanded ? -1 : 1); // qfac
    for (int i = 0; i < 3; i++) {
      header.putFloat(256 + 4 * i, (float) abcd[i + 1]);
      header.putFloat(268 + 4 * i, (float) origin[i]);
    }
  }

  private static double[] ras(PatientVector lps) {
    return new double[] {-lps.xMm() + 0.0, -lps.yMm() + 0.0, lps.zMm() + 0.0};
  }

  private static boolean isRightAngled(VoxelAxes axes) {
    PatientVector column = axes.column().unit();
    PatientVector row = axes.row().unit();
    PatientVector slice = axes.slice().unit();
    double cosine =
        Math.max(
            Math.abs(column.dot(row)),
            Math.max(Math.abs(column.dot(slice)), Math.abs(row.dot(slice))));
    return cosine <= COSINE_TOLERANCE;
  }
}
