package org.nodulens.datasets.regions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a manifest says of a region beside its place: nothing that may be a person's name. */
final class RegionLabels {
  private static final String NAME = "name";
  static final String TYPE = "type";

  /** Without {@code label_}. */
  static final List<String> NAMES = List.of(NAME, TYPE);

  private RegionLabels() {}

  static Map<String, String> of(Region region) {
    Map<String, String> labels = new TreeMap<>();
    ShownName.of(region.name()).ifPresent(name -> labels.put(NAME, name));
    if (!region.typeCode().isEmpty()) {
      labels.put(TYPE, region.typeCode());
    }
    return labels;
  }
}
