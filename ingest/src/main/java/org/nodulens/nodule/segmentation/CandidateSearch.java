package org.nodulens.nodule.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Grows regions from the seed and keeps the one that looks most like a nodule. A region is bounded
 * in two ways, each in steps: by a ball around the seed, which cuts off the pleura and the
 * mediastinum where a nodule lies broadly on them, and by an opening, which cuts off vessels and
 * whatever hangs on by a neck: erode by some millimetres, keep what hangs together with the seed,
 * dilate again (Kuhnigk et al. 2006, doi:10.1109/TMI.2006.871547; region growing within an adaptive
 * bound: Dehmeshki et al. 2008, doi:10.1109/TMI.2007.907555).
 */
final class CandidateSearch {
  private static final double[] OPENING_MM = {0, 0.8, 1.2, 1.8, 2.5, 3.5, 5, 7, 10};
  private static final double SMALLEST_BALL_MM = 2.5;

  /** From one ball to the next. */
  private static final double BALL_STEP = 1.2;

  /** More than that would eat up the ball itself. */
  private static final double MOST_OPENING_OF_BALL = 0.6;

  /** Less than that changes little, and costs as much. */
  private static final double LEAST_OPENING_OF_BALL = 0.08;

  /** So far beside the seed a nodule may begin. */
  private static final double SEED_SLACK_MM = 1.5;

  private final Neighbourhood hood;
  private final boolean[] soft;
  private final boolean[] allowed;
  private final float[] depthMm;
  private final Region.Membership cores;
  private final Region.Membership regions;
  private final CandidateShape shape;

  /**
   * Prepares the search.
   *
   * @param allowed voxels that the nodule may have
   */
  CandidateSearch(Neighbourhood hood, Levels levels, boolean[] allowed) {
    this.hood = hood;
    this.allowed = allowed;
    int voxels = hood.grid().voxels();
    soft = new boolean[voxels];
    boolean[] lung = new boolean[voxels];
    for (int at = 0; at < voxels; at++) {
      soft[at] = hood.hu(at) >= levels.thresholdHu();
      lung[at] = !soft[at];
    }
    depthMm = DistanceMap.squaresMm2(hood.grid(), lung);
    for (int at = 0; at < voxels; at++) {
      depthMm[at] = (float) (Math.sqrt(depthMm[at]) - hood.grid().pixelMm() / 2);
    }
    cores = new Region.Membership(voxels);
    regions = new Region.Membership(voxels);
    shape = new CandidateShape(hood, soft, levels);
  }

  /** The best of all candidates; the first of equals. Empty where nothing soft is near the seed. */
  Optional<Candidate> best(double reachMm, OptionalDouble diameterMm) {
    Candidate best = null;
    boolean[] closed = new boolean[OPENING_MM.length];
    for (double ballMm : balls(reachMm)) {
      for (int n = 0; n < OPENING_MM.length; n++) {
        boolean tried = !closed[n] && isWorthTrying(OPENING_MM[n], ballMm);
        Region region = tried ? grow(ballMm, OPENING_MM[n]) : null;
        if (region == null) {
          continue;
        }
        Candidate candidate = shape.measure(region);
        closed[n] = candidate.attachedFraction() == 0 && liesWithin(region, ballMm);
        if (best == null || candidate.score(diameterMm) > best.score(diameterMm)) {
          best = candidate;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isWorthTrying(double openingMm, double ballMm) {
    return openingMm == 0
        || (openingMm >= ballMm * LEAST_OPENING_OF_BALL
            && openingMm <= ballMm * MOST_OPENING_OF_BALL);
  }

  private static List<Double> balls(double reachMm) {
    List<Double> balls = new ArrayList<>();
    for (double mm = SMALLEST_BALL_MM; mm < reachMm; mm *= BALL_STEP) {
      balls.add(mm);
    }
    balls.add(reachMm);
    return balls;
  }

  /** Clear of the ball: a larger one would hold the same. */
  private boolean liesWithin(Region region, double ballMm) {
    double farthest = 0;
    for (int n = 0; n < region.size(); n++) {
      farthest = Math.max(farthest, hood.fromSeedMm(region.voxel(n)));
    }
    return farthest < ballMm - 2 * hood.grid().pixelMm();
  }

  private @Nullable Region grow(double ballMm, double openingMm) {
    int start = start(ballMm, openingMm);
    if (start < 0) {
      return null;
    }
    Region core = new Region(cores);
    Flood.fill(hood.grid(), start, at -> isCore(at, ballMm, openingMm), core);
    return openingMm == 0 ? core : dilated(core, ballMm, openingMm);
  }

  private boolean isCore(int at, double ballMm, double openingMm) {
    double fromSeed = hood.fromSeedMm(at);
    return soft[at]
        && allowed[at]
        && (openingMm == 0
            ? fromSeed <= ballMm
            : Math.min(depthMm[at], ballMm - fromSeed) > openingMm);
  }

  /** The core's voxel nearest to the seed; -1 if there is none near enough. */
  private int start(double ballMm, double openingMm) {
    if (isCore(hood.seed(), ballMm, openingMm)) {
      return hood.seed();
    }
    Grid grid = hood.grid();
    double nearestMm = openingMm + SEED_SLACK_MM;
    int nearest = -1;
    Window window = Window.around(grid, hood.seed(), nearestMm);
    for (int n = 0; n < window.grid().voxels(); n++) {
      int at = window.whole(n);
      if (hood.fromSeedMm(at) < nearestMm && isCore(at, ballMm, openingMm)) {
        nearest = at;
        nearestMm = hood.fromSeedMm(at);
      }
    }
    return nearest;
  }

  /** What is soft within the opening's radius of the core. */
  private Region dilated(Region core, double ballMm, double openingMm) {
    double byMm = openingMm + hood.grid().pixelMm() / 2;
    Window window = Window.around(hood.grid(), core, byMm);
    boolean[] set = new boolean[window.grid().voxels()];
    for (int n = 0; n < set.length; n++) {
      set[n] = core.holds(window.whole(n));
    }
    float[] squares = DistanceMap.squaresMm2(window.grid(), set);
    Region region = new Region(regions);
    for (int n = 0; n < set.length; n++) {
      int at = window.whole(n);
      if (squares[n] <= byMm * byMm && soft[at] && allowed[at] && hood.fromSeedMm(at) <= ballMm) {
        region.add(at);
      }
    }
    return region;
  }
}
