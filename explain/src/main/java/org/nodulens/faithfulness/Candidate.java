package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ViewMap;

/**
 * A method's maps of one crop, or a control's.
 *
 * @param maps for each task a map a view; a single entry where one map serves all tasks
 */
record Candidate(String method, List<List<ViewMap>> maps) {
  /** A control that marks nothing: chance. */
  static final String RANDOM = "random";

  /** A control that looks at no image: the nearer to the crop's centre, the more important. */
  static final String CENTRE = "centre";

  /** A control that knows the answer: how many readers' contours hold a pixel. */
  static final String CONTOURS = "contours";

  /** The same contours, moved. */
  static final String CONTOURS_MOVED = "contours_moved";

  /** The controls, from the least that a map should reach to what it can hardly reach. */
  static final List<String> CONTROLS = List.of(RANDOM, CENTRE, CONTOURS, CONTOURS_MOVED);

  Candidate {
    maps = maps.stream().map(List::copyOf).toList();
  }

  static Candidate of(String method, List<MethodMaps> maps) {
    List<List<ViewMap>> views = new ArrayList<>();
    maps.forEach(ofTask -> views.add(ofTask.views()));
    return new Candidate(method, views);
  }

  /** The views' maps for a task, by its place among those asked for. */
  List<ViewMap> ofTask(int task) {
    return maps.get(maps.size() == 1 ? 0 : task);
  }

  boolean servesAllTasks() {
    return maps.size() == 1;
  }
}
