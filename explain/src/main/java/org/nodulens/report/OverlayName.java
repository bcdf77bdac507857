package org.nodulens.report;

import org.nodulens.explain.MethodMaps;
import org.nodulens.vit.Task;

/** How files of one nodule are called, so that none leaves its folder. */
final class OverlayName {
  private OverlayName() {}

  /** A crop's identifier as part of a file name: whatever else it holds becomes an underscore. */
  static String of(String cropId) {
    return cropId.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
  }

  /** The crop, the method and, where there is one, the task. */
  static String of(String cropId, MethodMaps maps) {
    String task = maps.task().map(Task::name).orElse("");
    return String.join("-", of(cropId), maps.method().id(), task).replaceAll("-+$", "");
  }
}
