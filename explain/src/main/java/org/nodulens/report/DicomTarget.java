package org.nodulens.report;

import java.io.IOException;
import java.util.List;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.SourceSeries;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.Equipment;
import org.nodulens.dicom.objects.ResultSeries;
import org.nodulens.explain.ModelIdentity;

/**
 * Where a model's results belong: the study of the series that they were made from.
 *
 * @param source the same series, as objects refer to it
 */
record DicomTarget(CtSeries series, SourceSeries source, ModelIdentity model) {
  /** Enough of a hash to tell models apart. */
  private static final int SHORT_HASH = 16;

  static DicomTarget of(CtSeries series, ModelIdentity model) throws IOException {
    return new DicomTarget(series, SourceSeries.of(series), model);
  }

  /** What computed the results. */
  Algorithm algorithm() {
    return new Algorithm(
        "nodulens vision transformer",
        model.createdBy(),
        List.of("model SHA-256 " + model.sha256(), "engine " + model.engine()));
  }

  /**
   * A series of results of one kind.
   *
   * @param about the nodule's name, or the names of several
   * @param what in short, for the description
   */
  ResultSeries in(DicomKind kind, String about, String what) {
    String hash = model.sha256();
    Equipment equipment =
        new Equipment(model.createdBy(), hash.substring(0, Math.min(SHORT_HASH, hash.length())));
    return new ResultSeries(
        source, equipment, about + "/" + hash, kind.seriesNumber(), "Research: " + what);
  }
}
