package org.nodulens.datasets.phantom;

import java.util.List;

/** Paints tubes into a slice: thinner than a pixel they fade, as they do in a scan. */
final class TubePainter {
  /** Radius in pixels below which a tube no longer fills the pixel in its middle. */
  private static final double FADES_BELOW = 0.45;

  private final List<Tube> tubes;

  TubePainter(List<Tube> tubes) {
    this.tubes = List.copyOf(tubes);
  }

  /** Mixes in a material with this many HU, wherever it is. */
  void paint(SliceImage image, double hu) {
    paint(image, hu, 1);
  }

  /** The same, with no more than a share of the material. */
  void paint(SliceImage image, double hu, double density) {
    double reach = image.thicknessMm() / 2 + image.pixelMm();
    for (Tube tube : tubes) {
      if (tube.lowestMm() < image.zMm() + reach && tube.highestMm() > image.zMm() - reach) {
        cover(image, tube);
      }
    }
    float[] cover = image.cover();
    float[] pixels = image.hu();
    for (Tube tube : tubes) {
      if (tube.lowestMm() < image.zMm() + reach && tube.highestMm() > image.zMm() - reach) {
        mix(image, tube, (float) hu, (float) density, cover, pixels);
      }
    }
  }

  private static void mix(
      SliceImage image, Tube tube, float hu, float density, float[] cover, float[] pixels) {
    Box box = Box.of(image, tube);
    for (int row = box.row0; row < box.row1; row++) {
      int start = row * image.columns();
      for (int i = start + box.column0; i < start + box.column1; i++) {
        if (cover[i] > 0) {
          pixels[i] += density * cover[i] * (hu - pixels[i]);
          cover[i] = 0;
        }
      }
    }
  }

  private static void cover(SliceImage image, Tube tube) {
    double[] heights = image.heights();
    Box box = Box.of(image, tube);
    float[] cover = image.cover();
    double pixelMm = image.pixelMm();
    double reach = (pixelMm + image.thicknessMm()) / 2;
    double fade = Math.min(1, Smooth.sq(tube.largestRadiusMm() / (FADES_BELOW * pixelMm)));
    for (int row = box.row0; row < box.row1; row++) {
      double y = image.yMm(row);
      for (int column = box.column0; column < box.column1; column++) {
        double x = image.xMm(column);
        if (tube.distanceMm(x, y, image.zMm()) > reach) {
          continue;
        }
        double share = 0;
        for (double height : heights) {
          share += Smooth.cover(tube.distanceMm(x, y, height), pixelMm);
        }
        int at = row * image.columns() + column;
        cover[at] = Math.max(cover[at], (float) (fade * share / heights.length));
      }
    }
  }

  /** The pixels that a tube may touch: where the part of it near the slice is. */
  private record Box(int column0, int column1, int row0, int row1) {
    static Box of(SliceImage image, Tube tube) {
      double radius = tube.largestRadiusMm() + image.pixelMm();
      double half = image.thicknessMm() / 2 + radius;
      double rise = tube.to().zMm() - tube.from().zMm();
      double above = image.zMm() - tube.from().zMm();
      boolean level = Math.abs(rise) < 1e-9;
      double t0 = level ? 0 : unit((above - Math.copySign(half, rise)) / rise);
      double t1 = level ? 1 : unit((above + Math.copySign(half, rise)) / rise);
      double x0 = Smooth.mix(tube.from().xMm(), tube.to().xMm(), t0);
      double x1 = Smooth.mix(tube.from().xMm(), tube.to().xMm(), t1);
      double y0 = Smooth.mix(tube.from().yMm(), tube.to().yMm(), t0);
      double y1 = Smooth.mix(tube.from().yMm(), tube.to().yMm(), t1);
      return new Box(
          image.columnsFrom(Math.min(x0, x1) - radius),
          image.columnsTo(Math.max(x0, x1) + radius),
          image.rowsFrom(Math.min(y0, y1) - radius),
          image.rowsTo(Math.max(y0, y1) + radius));
    }

    private static double unit(double t) {
      return Math.min(1, Math.max(0, t));
    }
  }
}
