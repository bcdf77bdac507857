package org.nodulens.datasets;

import java.nio.file.Path;
import org.nodulens.dicom.SliceHeader;

/** Names files as ledgers do: relative to the dataset's root, with {@code /}. */
public record RootedPaths(Path root) {
  public String of(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /** The folder of a series, taken from one of its slices. */
  public String folderOf(SliceHeader slice) {
    Path folder = slice.path().getParent();
    return folder == null ? "" : of(folder);
  }
}
