package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;
import org.nodulens.vit.PixelSize;

/** Maps that explain nothing, for the eye to compare: what chance, place and truth are worth. */
final class Controls {
  private Controls() {}

  /**
   * The controls for a crop.
   *
   * @param like views whose grids random and centre take
   * @param contours as drawn; no control where none are
   * @param moved the same, moved
   */
  static List<Candidate> of(
      List<ViewMap> like, ContourMask contours, Optional<ContourMask> moved, long seed) {
    Random random = new Random(seed);
    List<ViewMap> noise = new ArrayList<>();
    List<ViewMap> centre = new ArrayList<>();
    for (ViewMap view : like) {
      noise.add(with(view, noise(view.map().size(), random)));
      centre.add(with(view, centre(view.map().size())));
    }
    List<Candidate> controls = new ArrayList<>();
    controls.add(new Candidate(Candidate.RANDOM, List.of(noise)));
    controls.add(new Candidate(Candidate.CENTRE, List.of(centre)));
    if (!contours.isEmpty()) {
      controls.add(new Candidate(Candidate.CONTOURS, List.of(drawn(like, contours))));
      moved.ifPresent(
          mask ->
              controls.add(new Candidate(Candidate.CONTOURS_MOVED, List.of(drawn(like, mask)))));
    }
    return controls;
  }

  private static List<ViewMap> drawn(List<ViewMap> like, ContourMask contours) {
    return like.stream().map(view -> with(view, contours.on(view.plane()))).toList();
  }

  private static ViewMap with(ViewMap view, ImportanceMap map) {
    return new ViewMap(view.view(), view.plane(), map);
  }

  private static ImportanceMap noise(PixelSize size, Random random) {
    float[] values = new float[size.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new ImportanceMap(size, values);
  }

  /** 1 in the middle, falling with the distance to 0 at the corners. */
  static ImportanceMap centre(PixelSize size) {
    float[] values = new float[size.count()];
    double corner = Math.hypot(size.rows() / 2.0, size.columns() / 2.0);
    for (int i = 0; i < values.length; i++) {
      int row = i / size.columns();
      double down = row - (size.rows() - 1) / 2.0;
      double across = i % size.columns() - (size.columns() - 1) / 2.0;
      values[i] = (float) (1 - Math.hypot(down, across) / corner);
    }
    return new ImportanceMap(size, values);
  }
}
