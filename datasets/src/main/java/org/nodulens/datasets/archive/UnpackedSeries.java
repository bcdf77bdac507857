package org.nodulens.datasets.archive;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nodulens.volumeio.Sha256;

/** The images that came out of an archive's zip and lie in a folder. */
final class UnpackedSeries {
  private final SortedMap<String, String> sha256OfName = new TreeMap<>();
  private final boolean md5Checked;
  private long bytes;

  UnpackedSeries(boolean md5Checked) {
    this.md5Checked = md5Checked;
  }

  void add(String name, long length, String sha256) {
    sha256OfName.put(name, sha256);
    bytes += length;
  }

  boolean holds(String name) {
    return sha256OfName.containsKey(name);
  }

  int images() {
    return sha256OfName.size();
  }

  long bytes() {
    return bytes;
  }

  boolean md5Checked() {
    return md5Checked;
  }

  /** See {@link SeriesRecord#sha256}. */
  String sha256() {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> image : sha256OfName.entrySet()) {
      lines.append(image.getKey()).append(' ').append(image.getValue()).append('\n');
    }
    return Sha256.of(lines.toString());
  }
}
