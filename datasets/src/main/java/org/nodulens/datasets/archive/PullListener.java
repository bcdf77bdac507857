package org.nodulens.datasets.archive;

/** Hears how a pull gets on. */
public interface PullListener {
  PullListener SILENT =
      new PullListener() {
        @Override
        public void found(long instances) {}

        @Override
        public void arrived(long instances) {}
      };

  /** The PACS has said how many instances the study has. */
  void found(long instances);

  /** More instances are there, in any thread. */
  void arrived(long instances);
}
