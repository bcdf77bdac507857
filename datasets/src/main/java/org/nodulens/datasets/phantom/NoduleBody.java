package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/**
 * A nodule's shape: a ball and the lobules that bulge from it, flowing into one another; spicules
 * that radiate from it. Distances are from its centre, mm.
 */
final class NoduleBody {
  private static final int LOBULES = 6;

  /** Farther out than this a body of radius 1 need not be known to be uneven. */
  private static final double NEAR = 0.7;

  private static final int VOLUME_STEPS = 30;

  private final List<Ball> balls;
  private final double stretch;
  private final PatientVector axis;
  private final Skin skin;
  private final double scale;

  /** A ball in a body of radius 1. */
  private record Ball(double x, double y, double z, double radius) {}

  /**
   * The surface of a body of radius 1.
   *
   * @param round how wide the seams between lobules are
   * @param rough how high its unevenness is: no nodule is a perfect ball
   * @param at where its unevenness starts in the texture
   */
  private record Skin(double round, double rough, double at) {
    double unevenness(double x, double y, double z) {
      return rough * TextureCube.SHARED.at(1.7 * x + at, 1.7 * y + at, 1.7 * z + at);
    }
  }

  private NoduleBody(
      List<Ball> balls, PatientVector axis, double stretch, Skin skin, double scale) {
    this.balls = balls;
    this.axis = axis;
    this.stretch = stretch;
    this.skin = skin;
    this.scale = scale;
  }

  static NoduleBody of(NoduleFeatures features, SeedPath seed) {
    SplittableRandom random = seed.child("body").random();
    PatientVector axis = direction(random);
    List<Ball> balls = new ArrayList<>();
    double lobulation = features.lobulation();
    balls.add(new Ball(0, 0, 0, 1 - 0.3 * lobulation));
    for (int i = 0; i < LOBULES; i++) {
      // Drawn whether it is seen or not, so that features can be changed one by one.
      PatientVector to = direction(random);
      double out = random.nextDouble(0.65, 0.95);
      double radius = random.nextDouble(0.4, 0.6);
      double grows = Smooth.step(0.1 * i, 0.1 * i + 0.35, lobulation + 0.12);
      double at = out * (0.35 + 0.65 * grows);
      balls.add(
          new Ball(to.xMm() * at, to.yMm() * at, to.zMm() * at, radius * (0.7 + 0.4 * grows)));
    }
    double stretch = 1 + 0.75 * features.elongation();
    double round = 0.35 - 0.25 * lobulation;
    double rough = 0.075 + 0.04 * features.softness() + 0.06 * features.spiculation();
    Skin skin = new Skin(round, rough, random.nextDouble(TextureCube.SIZE));
    NoduleBody unit = new NoduleBody(balls, axis, stretch, skin, 1);
    double equivalent = Math.cbrt(unit.volume() * 3 / (4 * Math.PI));
    return new NoduleBody(balls, axis, stretch, skin, features.diameterMm() / 2 / equivalent);
  }

  static PatientVector direction(SplittableRandom random) {
    double z = random.nextDouble(-1, 1);
    double turn = random.nextDouble(2 * Math.PI);
    double side = Math.sqrt(1 - z * z);
    return new PatientVector(side * Math.cos(turn), side * Math.sin(turn), z);
  }

  /** About the distance to the surface, from a point relative to the centre. */
  double distanceMm(double xMm, double yMm, double zMm) {
    double x = xMm / scale;
    double y = yMm / scale;
    double z = zMm / scale;
    // Shorter along the axis: the body is as much longer.
    double along = x * axis.xMm() + y * axis.yMm() + z * axis.zMm();
    double less = along * (1 / stretch - 1);
    x += less * axis.xMm();
    y += less * axis.yMm();
    z += less * axis.zMm();
    double distance = Double.POSITIVE_INFINITY;
    for (Ball ball : balls) {
      double dx = x - ball.x;
      double dy = y - ball.y;
      double dz = z - ball.z;
      double to = Math.sqrt(dx * dx + dy * dy + dz * dz) - ball.radius;
      distance = distance == Double.POSITIVE_INFINITY ? to : Smooth.union(distance, to, skin.round);
    }
    return distance > NEAR ? distance * scale : (distance + skin.unevenness(x, y, z)) * scale;
  }

  /** No point of the body is farther from the centre. */
  double reachMm() {
    return 1.6 * stretch * scale;
  }

  private double volume() {
    double half = reachMm();
    double step = 2 * half / VOLUME_STEPS;
    int inside = 0;
    for (int k = 0; k < VOLUME_STEPS; k++) {
      for (int j = 0; j < VOLUME_STEPS; j++) {
        for (int i = 0; i < VOLUME_STEPS; i++) {
          double x = (i + 0.5) * step - half;
          double y = (j + 0.5) * step - half;
          double z = (k + 0.5) * step - half;
          inside += distanceMm(x, y, z) < 0 ? 1 : 0;
        }
      }
    }
    return inside * step * step * step;
  }

  /** How far the surface is from the centre along a direction. */
  double radiusMm(PatientVector direction) {
    double step = 0.25;
    double radius = 0;
    while (radius < reachMm() && distanceMm(direction, radius) < 0) {
      radius += step;
    }
    return radius;
  }

  private double distanceMm(PatientVector direction, double radius) {
    return distanceMm(direction.xMm() * radius, direction.yMm() * radius, direction.zMm() * radius);
  }

  /** Spicules, in the patient's frame; none below a tenth of spiculation. */
  List<Tube> spicules(NoduleTruth nodule) {
    double much = nodule.features().spiculation();
    List<Tube> spicules = new ArrayList<>();
    if (much < 0.1) {
      return spicules;
    }
    SplittableRandom random = nodule.seed().child("spicules").random();
    double radius = nodule.features().diameterMm() / 2;
    int count = (int) Math.round((22 + 52 * much) * Math.pow(radius / 6, 0.7));
    for (int i = 0; i < count; i++) {
      PatientVector to = direction(random);
      double length = (0.4 + 0.6 * much) * (2 + 0.6 * radius) * random.nextDouble(0.35, 1.2);
      double base = (0.42 + 0.055 * radius) * random.nextDouble(0.75, 1.2);
      PatientPoint root = nodule.center().plus(to.times(Math.max(0, radiusMm(to) - 1)));
      PatientVector bent = to.plus(direction(random).times(0.35)).unit();
      PatientPoint middle = root.plus(to.times(0.45 * length + 1));
      PatientPoint tip = middle.plus(bent.times(0.55 * length));
      spicules.add(new Tube(root, middle, base * 1.35, 0.62 * base));
      spicules.add(new Tube(middle, tip, 0.62 * base, 0.2));
    }
    return spicules;
  }
}
