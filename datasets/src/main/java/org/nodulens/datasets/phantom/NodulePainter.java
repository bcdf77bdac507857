package org.nodulens.datasets.phantom;

import java.util.List;
import org.nodulens.ct.PatientPoint;

/** Paints one nodule into slices: ground glass under the vessels, solid parts over them. */
final class NodulePainter {
  private static final double SOLID_HU = 34;
  private static final double CALCIUM_HU = 430;
  private static final double CORE_SIZE = 0.55;

  private final NoduleTruth nodule;
  private final NoduleBody body;
  private final TubePainter spicules;
  private final double reachMm;
  private final PatientPoint core;

  NodulePainter(NoduleTruth nodule) {
    this.nodule = nodule;
    body = NoduleBody.of(nodule.features(), nodule.seed());
    List<Tube> tubes = body.spicules(nodule);
    spicules = new TubePainter(tubes);
    reachMm = body.reachMm() + 2;
    var random = nodule.seed().child("core").random();
    core =
        nodule
            .center()
            .plus(
                NoduleBody.direction(random)
                    .times(random.nextDouble(0.1, 0.2) * nodule.features().diameterMm()));
  }

  private boolean touches(SliceImage image) {
    return Math.abs(image.zMm() - nodule.center().zMm()) < reachMm + image.thicknessMm();
  }

  void paintGroundGlass(SliceImage image) {
    if (nodule.features().texture() == NoduleTexture.SOLID || !touches(image)) {
      return;
    }
    double hu = -630 + 130 * nodule.seed().child("glass").random().nextDouble();
    paint(image, (x, y, z) -> body.distanceMm(x, y, z), (x, y, z) -> hu + 38 * grain(x, y, z));
  }

  void paintSolid(SliceImage image) {
    double density = nodule.features().texture() == NoduleTexture.GROUND_GLASS ? 0.4 : 0.9;
    spicules.paint(image, SOLID_HU, density);
    if (nodule.features().texture() == NoduleTexture.GROUND_GLASS || !touches(image)) {
      return;
    }
    if (nodule.features().texture() == NoduleTexture.SOLID) {
      paint(image, (x, y, z) -> body.distanceMm(x, y, z), this::solidHu);
    } else {
      double dx = core.xMm() - nodule.center().xMm();
      double dy = core.yMm() - nodule.center().yMm();
      double dz = core.zMm() - nodule.center().zMm();
      paint(
          image,
          (x, y, z) ->
              CORE_SIZE
                  * body.distanceMm(
                      (x - dx) / CORE_SIZE, (y - dy) / CORE_SIZE, (z - dz) / CORE_SIZE),
          (x, y, z) -> SOLID_HU - 20 + 22 * grain(x, y, z));
    }
  }

  private double solidHu(double x, double y, double z) {
    double soft = SOLID_HU + 14 * grain(x, y, z);
    double radius = nodule.features().diameterMm() / 2;
    double depth = -body.distanceMm(x, y, z) / radius;
    double calcium =
        switch (nodule.features().calcification()) {
          case ABSENT -> 0;
          case SOLID -> Smooth.step(0.02, 0.2, depth);
          case CENTRAL -> Smooth.step(0.45, 0.65, depth);
          case LAMINATED ->
              0.75 * Smooth.step(0.1, 0.2, depth) * (0.5 + 0.5 * Math.cos(depth * 18));
          case POPCORN ->
              Smooth.step(0.1, 0.25, depth)
                  * Smooth.step(0.1, 0.7, TextureCube.SHARED.at(x / 2.2 + 7, y / 2.2, z / 2.2));
        };
    return Smooth.mix(soft, CALCIUM_HU, calcium);
  }

  private double grain(double x, double y, double z) {
    double shift = 13.7 * nodule.number();
    return TextureCube.SHARED.at(x / 1.3 + shift, y / 1.3, z / 1.3);
  }

  /** Something of a place relative to the nodule's centre. */
  private interface Measure {
    double at(double x, double y, double z);
  }

  private void paint(SliceImage image, Measure distance, Measure material) {
    PatientPoint center = nodule.center();
    double edge = 1.0 + 3.2 * nodule.features().softness();
    double edgeMm = Math.min(edge, 0.2 + 0.5 * nodule.features().diameterMm());
    double[] heights = image.heights();
    for (int j = image.rowsFrom(center.yMm() - reachMm);
        j < image.rowsTo(center.yMm() + reachMm);
        j++) {
      double y = image.yMm(j) - center.yMm();
      int start = j * image.columns();
      for (int i = image.columnsFrom(center.xMm() - reachMm);
          i < image.columnsTo(center.xMm() + reachMm);
          i++) {
        double x = image.xMm(i) - center.xMm();
        if (x * x + y * y > reachMm * reachMm) {
          continue;
        }
        double share = 0;
        for (double height : heights) {
          share += Smooth.cover(distance.at(x, y, height - center.zMm()), edgeMm);
        }
        if (share > 0) {
          double cover = share / heights.length * image.lung()[start + i];
          double hu = image.hu()[start + i];
          double inside = material.at(x, y, image.zMm() - center.zMm());
          image.hu()[start + i] = (float) Smooth.mix(hu, Math.max(hu, inside), cover);
        }
      }
    }
  }
}
