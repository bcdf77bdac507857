package org.nodulens.nodule.segmentation;

/** Measures a region as a candidate. */
final class CandidateShape {
  /** Keeps noise of a faint nodule from being counted as contrast. */
  private static final double LEAST_CONTRAST_HU = 50;

  private final Neighbourhood hood;
  private final boolean[] soft;
  private final Levels levels;

  private double surfaceMm2;
  private double attachedMm2;
  private double stepHuMm2;

  CandidateShape(Neighbourhood hood, boolean[] soft, Levels levels) {
    this.hood = hood;
    this.soft = soft;
    this.levels = levels;
  }

  Candidate measure(Region region) {
    surface(region);
    Grid grid = hood.grid();
    double[] centroid = centroidMm(region);
    double radius = equivalentRadiusMm(region.size());
    double farthest = 0;
    double hu = 0;
    for (int n = 0; n < region.size(); n++) {
      int at = region.voxel(n);
      farthest = Math.max(farthest, distanceMm(at, centroid));
      hu += hood.hu(at);
    }
    double unitHu = Math.max(LEAST_CONTRAST_HU, levels.contrastHu());
    double surface = Math.max(surfaceMm2, Double.MIN_NORMAL);
    return new Candidate(
        region.voxels(),
        radius,
        stepHuMm2 / surface / unitHu,
        attachedMm2 / surface,
        radius / (farthest + grid.pixelMm() / 2),
        distanceMm(hood.seed(), centroid) / radius,
        (hu / region.size() - levels.lungHu()) / unitHu);
  }

  private void surface(Region region) {
    Grid grid = hood.grid();
    double xMm = grid.spacing().xMm();
    double yMm = grid.spacing().yMm();
    double zMm = grid.dimensions() == 2 ? 1 : grid.spacing().zMm();
    int perSlice = grid.columns() * grid.rows();
    surfaceMm2 = 0;
    attachedMm2 = 0;
    stepHuMm2 = 0;
    for (int n = 0; n < region.size(); n++) {
      int at = region.voxel(n);
      int column = grid.column(at);
      int row = grid.row(at);
      int slice = grid.slice(at);
      face(region, at, column > 0 ? at - 1 : -1, yMm * zMm);
      face(region, at, column < grid.columns() - 1 ? at + 1 : -1, yMm * zMm);
      face(region, at, row > 0 ? at - grid.columns() : -1, xMm * zMm);
      face(region, at, row < grid.rows() - 1 ? at + grid.columns() : -1, xMm * zMm);
      if (grid.dimensions() == 3) {
        face(region, at, slice > 0 ? at - perSlice : -1, xMm * yMm);
        face(region, at, slice < grid.slices() - 1 ? at + perSlice : -1, xMm * yMm);
      }
    }
  }

  /** What lies beyond the grid is unknown: the region may go on there. */
  private void face(Region region, int inside, int outside, double mm2) {
    boolean beyondGrid = outside < 0;
    if (!beyondGrid && region.holds(outside)) {
      return;
    }
    surfaceMm2 += mm2;
    attachedMm2 += beyondGrid || soft[outside] ? mm2 : 0;
    stepHuMm2 += beyondGrid ? 0 : mm2 * (hood.hu(inside) - hood.hu(outside));
  }

  private double[] centroidMm(Region region) {
    Grid grid = hood.grid();
    double x = 0;
    double y = 0;
    double z = 0;
    for (int n = 0; n < region.size(); n++) {
      int at = region.voxel(n);
      x += grid.column(at);
      y += grid.row(at);
      z += grid.slice(at);
    }
    int count = region.size();
    return new double[] {
      x / count * grid.spacing().xMm(),
      y / count * grid.spacing().yMm(),
      z / count * grid.spacing().zMm()
    };
  }

  private double distanceMm(int at, double[] pointMm) {
    Grid grid = hood.grid();
    double x = grid.column(at) * grid.spacing().xMm() - pointMm[0];
    double y = grid.row(at) * grid.spacing().yMm() - pointMm[1];
    double z = grid.slice(at) * grid.spacing().zMm() - pointMm[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Of the disc of its area, or the ball of its volume. */
  private double equivalentRadiusMm(int voxels) {
    Grid grid = hood.grid();
    return grid.dimensions() == 2
        ? Math.sqrt(voxels * grid.spacing().xMm() * grid.spacing().yMm() / Math.PI)
        : Math.cbrt(voxels * grid.voxelMm3() * 3 / (4 * Math.PI));
  }
}
