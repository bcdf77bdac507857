package org.nodulens.datasets.phantom;

import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;

/** One slice while it is being painted, before blur and noise. */
final class SliceImage {
  /** Soft tissue is sampled so many times through a slice's thickness. */
  private static final int SAMPLES = 3;

  private final PatientPoint origin;
  private final double pixelMm;
  private final double thicknessMm;
  private final int columns;
  private final int rows;
  private final float[] hu;
  private final float[] lung;
  private final float[] cover;
  private double z;

  SliceImage(VolumeGeometry geometry, double thicknessMm) {
    origin = geometry.origin();
    pixelMm = geometry.spacing().xMm();
    this.thicknessMm = thicknessMm;
    columns = geometry.size().columns();
    rows = geometry.size().rows();
    hu = new float[columns * rows];
    lung = new float[columns * rows];
    cover = new float[columns * rows];
  }

  void moveTo(double zMm) {
    z = zMm;
  }

  double zMm() {
    return z;
  }

  double thicknessMm() {
    return thicknessMm;
  }

  double pixelMm() {
    return pixelMm;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  float[] hu() {
    return hu;
  }

  /** Share of lung in a pixel, 0 to 1. */
  float[] lung() {
    return lung;
  }

  /** For whoever paints; to be left with nothing but zeros. */
  float[] cover() {
    return cover;
  }

  double xMm(int column) {
    return origin.xMm() + column * pixelMm;
  }

  double yMm(int row) {
    return origin.yMm() + row * pixelMm;
  }

  int columnsFrom(double xMm) {
    return clip((int) Math.ceil((xMm - origin.xMm()) / pixelMm), columns);
  }

  int columnsTo(double xMm) {
    return clip((int) Math.floor((xMm - origin.xMm()) / pixelMm) + 1, columns);
  }

  int rowsFrom(double yMm) {
    return clip((int) Math.ceil((yMm - origin.yMm()) / pixelMm), rows);
  }

  int rowsTo(double yMm) {
    return clip((int) Math.floor((yMm - origin.yMm()) / pixelMm) + 1, rows);
  }

  private static int clip(int index, int count) {
    return Math.min(count, Math.max(0, index));
  }

  /** Heights at which thin things are looked at, through the thickness. */
  double[] heights() {
    double[] heights = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      heights[i] = z + ((i + 0.5) / SAMPLES - 0.5) * thicknessMm;
    }
    return heights;
  }
}
