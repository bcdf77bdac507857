package org.nodulens.nodule.segmentation;

import org.nodulens.ct.VoxelSpacing;

/** A small grid whose voxels are numbered (slices, rows, columns), columns running fastest. */
record Grid(int columns, int rows, int slices, VoxelSpacing spacing) {
  Grid {
    if (columns < 1 || rows < 1 || slices < 1) {
      throw new IllegalArgumentException("a grid has voxels");
    }
  }

  int voxels() {
    return Math.multiplyExact(Math.multiplyExact(columns, rows), slices);
  }

  int at(int column, int row, int slice) {
    return (slice * rows + row) * columns + column;
  }

  int column(int at) {
    return at % columns;
  }

  int row(int at) {
    return at / columns % rows;
  }

  int slice(int at) {
    return at / (columns * rows);
  }

  /** How many axes have more than one voxel's breadth to tell a shape by: 2 for a single slice. */
  int dimensions() {
    return slices == 1 ? 2 : 3;
  }

  double voxelMm3() {
    return spacing.xMm() * spacing.yMm() * spacing.zMm();
  }

  /** The mean of a pixel's width and height. */
  double pixelMm() {
    return (spacing.xMm() + spacing.yMm()) / 2;
  }

  double distanceMm(int a, int b) {
    double x = (column(a) - column(b)) * spacing.xMm();
    double y = (row(a) - row(b)) * spacing.yMm();
    double z = (slice(a) - slice(b)) * spacing.zMm();
    return Math.sqrt(x * x + y * y + z * z);
  }
}
