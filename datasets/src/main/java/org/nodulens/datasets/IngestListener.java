package org.nodulens.datasets;

/** Hears how an ingest gets on. */
public interface IngestListener {
  IngestListener SILENT =
      new IngestListener() {
        @Override
        public void surveyed(int series) {}

        @Override
        public void finished(String seriesUid) {}
      };

  /** The folder was looked through; so many series will be read. */
  void surveyed(int series);

  /** A series was read and written; its UID is the one that the crop set has. */
  void finished(String seriesUid);
}
