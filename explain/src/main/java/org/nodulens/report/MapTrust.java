package org.nodulens.report;

import java.util.List;
import java.util.Optional;
import org.nodulens.explain.Trust;

/**
 * How far a nodule's maps may be believed.
 *
 * @param ofMaps of each of the central maps, in their order, nothing for a map that knows no task;
 *     empty where none was judged
 * @param whyNone why none was judged; empty where they were
 */
record MapTrust(List<Optional<Trust>> ofMaps, String whyNone) {
  static final MapTrust NOT_ASKED =
      new MapTrust(List.of(), "Not judged: the run was asked to leave it out (--no-trust).");
  static final MapTrust NO_ENGINE =
      new MapTrust(
          List.of(), "Not judged: token ablation needs PyTorch, which is not on the class path.");

  MapTrust {
    ofMaps = List.copyOf(ofMaps);
  }

  static MapTrust of(List<Optional<Trust>> ofMaps) {
    return new MapTrust(ofMaps, "");
  }

  /** Of the map at this place among the central ones. */
  Optional<Trust> at(int index) {
    return ofMaps.isEmpty() ? Optional.empty() : ofMaps.get(index);
  }
}
