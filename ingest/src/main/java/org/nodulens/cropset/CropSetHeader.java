package org.nodulens.cropset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;

/**
 * What holds for every crop of a set.
 *
 * @param size of each crop
 * @param spacing of each crop; empty: native, each row of the manifest has its own
 * @param source name of the dataset
 * @param options what the crops were cut with, as JSON values in a fixed order
 */
public record CropSetHeader(
    GridSize size, Optional<VoxelSpacing> spacing, String source, Map<String, Object> options) {
  /** The only format that is written and read. */
  public static final String FORMAT = "nodulens-cropset/1";

  public CropSetHeader {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
