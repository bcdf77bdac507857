package org.nodulens.datasets.phantom;

import java.util.Arrays;

/**
 * Paints a slice of the chest without what is thin: air, table, skin, fat, muscle, heart, lungs,
 * ribs. Blocks of {@value AnatomyGrid#PIXELS} pixels that lie in air or lung as a whole are quick.
 */
final class TissuePainter {
  private static final int BLOCK = AnatomyGrid.PIXELS;
  private static final double AIR_HU = -1000;
  private static final double FAT_HU = -102;
  private static final double MUSCLE_HU = 54;
  private static final double ORGAN_HU = 58;
  private static final double FAR_MM = 100;
  private static final double SKIN_MM = 1.8;
  private static final double FISSURE_MM = 1.2;
  private static final double FISSURE_HU = 120;

  private final Physique physique;
  private final SliceImage image;
  private final int gridColumns;
  private final float[][] fields;
  private final Grain grain;
  private final Skeleton skeleton;
  private final double edgeMm;
  private final boolean[] near = new boolean[Field.COUNT + 1];
  private final double[] fissureBend;
  private final double[] point = new double[Field.COUNT + 1];

  TissuePainter(Physique physique, SliceImage image, int gridColumns, float[][] fields) {
    this.physique = physique;
    this.image = image;
    this.gridColumns = gridColumns;
    this.fields = fields;
    edgeMm = 1.1 * image.pixelMm();
    grain = new Grain(image);
    skeleton = new Skeleton(edgeMm);
    fissureBend = new double[image.columns()];
    Arrays.setAll(fissureBend, i -> 7 * Math.sin(image.xMm(i) / 27 + physique.lungHu()));
  }

  void paint() {
    for (int row = 0; row < image.rows(); row += BLOCK) {
      for (int column = 0; column < image.columns(); column += BLOCK) {
        paintBlock(column, row);
      }
    }
    new BonePainter(physique, image, skeleton).paint();
  }

  private void paintBlock(int column, int row) {
    int corner = row / BLOCK * gridColumns + column / BLOCK;
    boolean air = lowest(Field.BODY, corner, 1) > 2;
    boolean lung = -lowest(Field.LUNG, corner, -1) < -3;
    findNear(corner);
    for (int j = row; j < Math.min(row + BLOCK, image.rows()); j++) {
      for (int i = column; i < Math.min(column + BLOCK, image.columns()); i++) {
        int at = j * image.columns() + i;
        if (air) {
          image.hu()[at] = (float) table(image.xMm(i), image.yMm(j));
          image.lung()[at] = 0;
          continue;
        }
        double fx = (double) (i - column) / BLOCK;
        double fy = (double) (j - row) / BLOCK;
        if (lung) {
          image.hu()[at] = (float) lungHu(interpolated(Field.SHADE, corner, fx, fy), i, j);
          image.lung()[at] = 1;
        } else {
          paintPixel(at, corner, fx, fy);
        }
      }
    }
  }

  private float lowest(int field, int corner, int sign) {
    float[] values = fields[field];
    float upper = Math.min(sign * values[corner], sign * values[corner + 1]);
    int below = corner + gridColumns;
    return Math.min(upper, Math.min(sign * values[below], sign * values[below + 1]));
  }

  private double interpolated(int field, int corner, double fx, double fy) {
    float[] values = fields[field];
    int below = corner + gridColumns;
    double upper = values[corner] + fx * (values[corner + 1] - values[corner]);
    double lower = values[below] + fx * (values[below + 1] - values[below]);
    return upper + fy * (lower - upper);
  }

  private double lungHu(double shade, int column, int row) {
    double hu = physique.lungHu() + shade + 17 * grain.at(column, row);
    double fissure = Math.abs(fromFissure(column, row));
    return fissure > FISSURE_MM ? hu : hu + FISSURE_HU * (1 - fissure / FISSURE_MM);
  }

  /** From the oblique fissure: high at the back, low in front, gently curved. */
  private double fromFissure(int column, int row) {
    double y = image.yMm(row);
    double bend = fissureBend[column];
    return 0.76 * (y - 4) - 0.65 * (image.zMm() + 40) + bend;
  }

  /** What a block is far from need not be looked at in its pixels. */
  private void findNear(int corner) {
    for (int f = 0; f <= Field.COUNT; f++) {
      boolean distance = f != Field.RIB_HEIGHT && f < Field.SHADE;
      near[f] = !distance || f == Field.CAGE || lowest(f, corner, 1) < 3;
      point[f] = FAR_MM;
    }
    boolean ribs = lowest(Field.CAGE, corner, 1) < 14 && lowest(Field.CAGE, corner, -1) < 4;
    near[Field.RIB_HEIGHT] = ribs;
    near[Field.SHADE] = near[Field.LUNG];
    near[Field.COUNT] = near[Field.LUNG];
  }

  private void paintPixel(int at, int corner, double fx, double fy) {
    for (int f = 0; f <= Field.COUNT; f++) {
      if (near[f]) {
        point[f] = interpolated(f, corner, fx, fy);
      }
    }
    int column = at % image.columns();
    int row = at / image.columns();
    double lungEdge = edgeMm + 0.7 * image.thicknessMm() * point[Field.COUNT];
    double lung = Smooth.cover(point[Field.LUNG], lungEdge);
    double hu = lung == 1 ? 0 : wall(column, row);
    if (lung > 0) {
      hu = Smooth.mix(hu, lungHu(point[Field.SHADE], column, row), lung);
    }
    image.hu()[at] = (float) hu;
    image.lung()[at] = (float) lung;
  }

  /** All that is not lung. */
  private double wall(int column, int row) {
    double x = image.xMm(column);
    double y = image.yMm(row);
    double body = point[Field.BODY];
    double coarse = grain.at(column / 3, row / 3);
    double hu = FAT_HU + 7 * coarse;
    hu = over(hu, MUSCLE_HU + 9 * coarse, point[Field.MUSCLE]);
    hu = over(hu, FAT_HU + 5 * coarse, point[Field.CAGE] + 2);
    hu = over(hu, ORGAN_HU + 4 * coarse, point[Field.ORGANS]);
    hu = over(hu, Math.max(46, 0.9 * physique.bloodHu()) + 4 * coarse, point[Field.HEART]);
    hu = over(hu, physique.bloodHu(), point[Field.VESSELS]);
    double cage = point[Field.CAGE];
    if (cage > -1 && cage < 12) {
      Skeleton.Place place =
          new Skeleton.Place(x / physique.width(), y / physique.depth(), image.zMm());
      hu = skeleton.rib(hu, place, cage, point[Field.RIB_HEIGHT]);
    }
    double skin = 1 - Smooth.cover(body + SKIN_MM, edgeMm);
    hu = Smooth.mix(hu, 15, skin);
    double inside = Smooth.cover(body, edgeMm);
    return inside == 1 ? hu : Smooth.mix(table(x, y), hu, inside);
  }

  private double over(double hu, double material, double distanceMm) {
    return distanceMm > edgeMm ? hu : Smooth.mix(hu, material, Smooth.cover(distanceMm, edgeMm));
  }

  /** A curved shell of carbon fibre around foam, under the patient's back. */
  private double table(double x, double y) {
    double top = (131 + 0.8 * physique.fatMm()) * physique.depth() - Smooth.sq(x) / 2600;
    double below = y - top;
    double foam = Math.max(-below, below - 32);
    double shell = Math.abs(foam) - 0.8;
    double hu = Smooth.mix(AIR_HU, -935, Smooth.cover(foam, edgeMm));
    return Smooth.mix(hu, -150, Smooth.cover(shell, edgeMm));
  }
}
