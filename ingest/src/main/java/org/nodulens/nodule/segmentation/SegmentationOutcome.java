package org.nodulens.nodule.segmentation;

import java.util.Locale;
import java.util.Set;
import org.nodulens.nodule.MaskOutline;

/** What became of a seed. */
public sealed interface SegmentationOutcome {

  /** A mask that can be used, and what is to be borne in mind with it. */
  record Segmented(MaskOutline mask, MaskMeasures measures, Set<Doubt> doubts)
      implements SegmentationOutcome {
    public Segmented {
      doubts = Set.copyOf(doubts);
    }
  }

  /** No mask. */
  record Failed(Reason reason) implements SegmentationOutcome {}

  /** Why there is none. */
  enum Reason {
    /** The point is lung, or air: nothing there is denser than what surrounds it. */
    NO_NODULE_AT_POINT,
    /** What is there is part of something larger, and nothing tells them apart. */
    LEAKS_TO_WALL,
    /** It is too small for its edge to be found: fewer than three voxels. */
    TOO_SMALL;

    /** The name in flags: {@code no-nodule-at-point}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What to bear in mind. */
  enum Doubt {
    /** Less dense than soft tissue on average: ground glass, or part solid. */
    SUBSOLID,
    /** A large part of its surface was cut through tissue: wall, vessel, mediastinum. */
    ATTACHED,
    /** It looks little like a nodule. */
    UNCERTAIN,
    /** It reaches the border of the scan. */
    TOUCHES_BORDER;

    /** The name in flags: {@code segmented-touches-border}. */
    public String code() {
      return "segmented-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
