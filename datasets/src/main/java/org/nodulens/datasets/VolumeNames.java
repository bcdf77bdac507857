package org.nodulens.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.volumeio.VolumeFile;

/**
 * What volume files go by: the file's name without its ending where it is the only one of that name
 * below the root, and no DICOM series' UID; else the path from the root without the ending; else
 * the whole path.
 */
final class VolumeNames {
  private final RootedPaths paths;
  private final Map<String, Integer> times = new HashMap<>();

  /**
   * Of all volumes below a root.
   *
   * @param taken names that others have
   */
  VolumeNames(RootedPaths paths, List<Path> headers, Set<String> taken) {
    this.paths = paths;
    taken.forEach(name -> times.merge(name, 1, Integer::sum));
    for (Path header : headers) {
      aliases(header).forEach(name -> times.merge(name, 1, Integer::sum));
    }
  }

  /** The shortest of its names that nothing else has. */
  String unique(Path header) {
    return aliases(header).stream()
        .filter(name -> times.getOrDefault(name, 0) == 1)
        .findFirst()
        .orElseGet(() -> paths.of(header));
  }

  /** All that it may be called by, the shortest first. */
  Set<String> aliases(Path header) {
    String path = paths.of(header);
    String name = header.getFileName().toString();
    String stem = VolumeFile.stem(header);
    List<String> aliases = new ArrayList<>(List.of(stem));
    aliases.add(path.substring(0, path.length() - name.length()) + stem);
    aliases.add(path);
    return new LinkedHashSet<>(aliases);
  }
}
