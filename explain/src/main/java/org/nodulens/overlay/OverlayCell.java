package org.nodulens.overlay;

import java.util.Optional;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;

/**
 * One panel of a picture.
 *
 * @param title a line above it, may be empty
 * @param plane what of the CT it shows
 * @param map over it, on a grid of any size; empty for the bare slice
 */
public record OverlayCell(String title, VolumeGeometry plane, Optional<ImportanceMap> map) {

  public static OverlayCell bare(String title, VolumeGeometry plane) {
    return new OverlayCell(title, plane, Optional.empty());
  }

  public static OverlayCell of(String title, ViewMap map) {
    return new OverlayCell(title, map.plane(), Optional.of(map.map()));
  }
}
