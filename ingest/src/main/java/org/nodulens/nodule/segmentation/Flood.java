package org.nodulens.nodule.segmentation;

import java.util.function.IntPredicate;

/** Region growing through faces (four neighbours in a single slice, else six). */
final class Flood {
  private final Grid grid;
  private final IntPredicate inside;
  private final Region region;

  private Flood(Grid grid, IntPredicate inside, Region region) {
    this.grid = grid;
    this.inside = inside;
    this.region = region;
  }

  /** Adds to the region what hangs together with a voxel. */
  static void fill(Grid grid, int from, IntPredicate inside, Region region) {
    Flood flood = new Flood(grid, inside, region);
    flood.visit(from);
    for (int next = 0; next < region.size(); next++) {
      flood.visitNeighbours(region.voxel(next));
    }
  }

  private void visitNeighbours(int at) {
    int column = grid.column(at);
    int row = grid.row(at);
    int slice = grid.slice(at);
    int perSlice = grid.columns() * grid.rows();
    if (column > 0) {
      visit(at - 1);
    }
    if (column < grid.columns() - 1) {
      visit(at + 1);
    }
    if (row > 0) {
      visit(at - grid.columns());
    }
    if (row < grid.rows() - 1) {
      visit(at + grid.columns());
    }
    if (slice > 0) {
      visit(at - perSlice);
    }
    if (slice < grid.slices() - 1) {
      visit(at + perSlice);
    }
  }

  private void visit(int at) {
    if (!region.holds(at) && inside.test(at)) {
      region.add(at);
    }
  }
}
