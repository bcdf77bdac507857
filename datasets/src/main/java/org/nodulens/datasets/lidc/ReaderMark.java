package org.nodulens.datasets.lidc;

import java.util.List;
import java.util.Map;
import org.nodulens.nodule.Rating;

/**
 * What one reader said of one place.
 *
 * @param session number of the reading session in its file, from 1
 * @param noduleId the reader's own name of it, unique only in the session
 * @param ratings those that were given and lie on their scale
 * @param offScale those that do not, as they are written
 */
public record ReaderMark(
    int session,
    String noduleId,
    MarkKind kind,
    Map<Rating, Integer> ratings,
    Map<Rating, String> offScale,
    List<MarkRoi> rois) {
  public ReaderMark {
    ratings = Map.copyOf(ratings);
    offScale = Map.copyOf(offScale);
    rois = List.copyOf(rois);
  }

  /** Unique among the marks of a series: {@code 2:Nodule 001}. */
  public String id() {
    return session + ":" + noduleId;
  }

  ReaderMark withRois(List<MarkRoi> newRois) {
    return new ReaderMark(session, noduleId, kind, ratings, offScale, newRois);
  }
}
