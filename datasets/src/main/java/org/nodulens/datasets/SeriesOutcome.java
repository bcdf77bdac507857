package org.nodulens.datasets;

import java.util.List;
import org.nodulens.cropset.Rejection;

/** What became of a series. */
public sealed interface SeriesOutcome {
  /** Nodules of the series that did not become crops. */
  List<Rejection> noduleRejections();

  /** The series was read; each of its nodules is a crop or a rejection. */
  record Ingested(List<CutCrop> crops, List<Rejection> noduleRejections) implements SeriesOutcome {
    public Ingested {
      crops = List.copyOf(crops);
      noduleRejections = List.copyOf(noduleRejections);
    }
  }

  /** The series could not be read, and so none of its nodules was cut. */
  record Rejected(Rejection series, List<Rejection> noduleRejections) implements SeriesOutcome {
    public Rejected {
      noduleRejections = List.copyOf(noduleRejections);
    }
  }
}
