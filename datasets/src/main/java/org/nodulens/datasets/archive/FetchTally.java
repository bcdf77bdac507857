package org.nodulens.datasets.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;

/**
 * Counts what becomes of the series, in their order, and writes the ledger. Of files it counts the
 * images of series that are there, and entries that were rejected.
 */
final class FetchTally implements Closeable {
  /** After so many failures in a row it is the archive or the network, not the series. */
  private static final int FAILURES_THAT_END_IT = 5;

  private final RejectLedger ledger;
  private long before;
  private long bytes;
  private int failuresInARow;

  private FetchTally(RejectLedger ledger) {
    this.ledger = ledger;
  }

  static FetchTally begin(Path ledgerFile, SeriesSelection.Selected selected) throws IOException {
    FetchTally tally = new FetchTally(RejectLedger.create(ledgerFile));
    tally.ledger.found(RejectLevel.SERIES, selected.series().size() + selected.rejections().size());
    for (Rejection rejection : selected.rejections()) {
      tally.ledger.reject(rejection);
    }
    return tally;
  }

  /**
   * Counts one series.
   *
   * @throws IOException where the archive has failed so often in a row that it is no use to go on
   */
  void add(FetchOutcome outcome) throws IOException {
    ledger.found(RejectLevel.FILE, outcome.entries().size());
    for (Rejection entry : outcome.entries()) {
      ledger.reject(entry);
    }
    if (outcome instanceof FetchOutcome.Kept kept) {
      failuresInARow = 0;
      ledger.kept(RejectLevel.SERIES, 1);
      ledger.found(RejectLevel.FILE, kept.series().images());
      ledger.kept(RejectLevel.FILE, kept.series().images());
      before += kept.before() ? 1 : 0;
      bytes += kept.series().bytes();
    } else if (outcome instanceof FetchOutcome.Rejected rejected) {
      ledger.reject(rejected.series());
      failuresInARow = rejected.passing() ? failuresInARow + 1 : 0;
      if (failuresInARow == FAILURES_THAT_END_IT) {
        throw new IOException(
            failuresInARow
                + " series in a row could not be fetched, the last one because "
                + rejected.series().detail()
                + "; what was fetched stays, and the same command goes on from there");
      }
    }
  }

  FetchSummary summary() {
    return new FetchSummary(
        ledger.counts(RejectLevel.SERIES),
        ledger.counts(RejectLevel.FILE),
        before,
        bytes,
        ledger.rejectedByCode());
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
