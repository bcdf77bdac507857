package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.nodulens.datasets.IngestListener;
import org.nodulens.volumeio.FormatException;

/**
 * Fetches series of a public archive that runs NBIA. A series is there as a whole or not at all,
 * and one that is there is not fetched again.
 */
public final class Fetch {
  /** An archive is a shared thing. */
  public static final int MOST_JOBS = 4;

  private final ArchiveUrl url;
  private final HttpSource http;
  private final Attempts attempts;
  private final NbiaApi api;
  private final int jobs;
  private final boolean verify;

  private Fetch(ArchiveUrl url, HttpSource http, Attempts attempts, int jobs, boolean verify) {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new IllegalArgumentException("expected 1 to " + MOST_JOBS + " jobs, got " + jobs);
    }
    this.url = url;
    this.http = http;
    this.attempts = attempts;
    this.api = new NbiaApi(url, http, attempts);
    this.jobs = jobs;
    this.verify = verify;
  }

  /** From an archive, one series after the other. */
  public static Fetch from(ArchiveUrl url, Patience patience) {
    return new Fetch(url, new HttpSource(patience.stall()), Attempts.of(patience), 1, false);
  }

  /** The same, with pauses that a test can look at. */
  static Fetch from(ArchiveUrl url, Patience patience, Attempts.Pause pause) {
    Attempts attempts = new Attempts(patience, pause);
    return new Fetch(url, new HttpSource(patience.stall()), attempts, 1, false);
  }

  /** The same, so many series at a time. */
  public Fetch withJobs(int number) {
    return new Fetch(url, http, attempts, number, verify);
  }

  /** The same, where series that are there are read again and fetched anew if they have changed. */
  public Fetch withVerification() {
    return new Fetch(url, http, attempts, jobs, true);
  }

  /** Names of the archive's collections, in order. */
  public List<String> collections() throws IOException {
    return api.collections();
  }

  /** What would be fetched, in order of patient and UID. */
  public List<ArchiveSeries> series(String collection, SeriesSelection selection)
      throws IOException {
    return select(collection, selection).series();
  }

  private SeriesSelection.Selected select(String collection, SeriesSelection selection)
      throws IOException {
    List<ArchiveSeries> announced = api.series(collection);
    if (announced.isEmpty()) {
      throw new FormatException(
          url + " has no collection " + collection + ", or none that anybody may fetch");
    }
    SeriesSelection.Selected selected = selection.from(announced);
    if (selected.series().isEmpty() && selected.rejections().isEmpty()) {
      throw new FormatException(
          "none of the "
              + announced.size()
              + " series of "
              + collection
              + " is what was asked for");
    }
    return selected;
  }

  /** Whether a fetch has written the folder, so that another may go on in it. */
  public static boolean hasWritten(Path folder) {
    return FetchFolder.isOne(folder);
  }

  /**
   * Fetches what is not there yet, and says in {@code rejected.csv} what could not be.
   *
   * @param out absent, empty, or what a fetch has written
   * @throws IOException where the archive no longer answers, or the disk is full; what is finished
   *     stays
   */
  public FetchSummary into(
      Path out, String collection, SeriesSelection selection, IngestListener listener)
      throws IOException {
    SeriesSelection.Selected selected = select(collection, selection);
    listener.surveyed(selected.series().size());
    try (FetchFolder folder = FetchFolder.open(out)) {
      Path aside = folder.aside().resolve(FetchFolder.LEDGER);
      FetchSummary summary;
      try (FetchTally tally = FetchTally.begin(aside, selected)) {
        run(folder, selected.series(), tally, listener);
        summary = tally.summary();
      } finally {
        new LicenceFiles(folder, url.host()).write();
      }
      FetchFolder.moveOver(aside, out.resolve(FetchFolder.LEDGER));
      return summary;
    }
  }

  private void run(
      FetchFolder folder, List<ArchiveSeries> series, FetchTally tally, IngestListener listener)
      throws IOException {
    SeriesFetch one = new SeriesFetch(api, http, attempts, folder, verify);
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<FetchOutcome>> outcomes = new ArrayList<>();
      for (ArchiveSeries each : series) {
        outcomes.add(threads.submit(() -> one.run(each)));
      }
      for (int i = 0; i < series.size(); i++) {
        tally.add(result(outcomes.get(i)));
        listener.finished(series.get(i).uid());
      }
    } finally {
      stop(threads);
    }
  }

  private static FetchOutcome result(Future<FetchOutcome> outcome) throws IOException {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the fetch was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("a series could not be fetched", e.getCause());
    }
  }

  /** Nothing may write any more once the folder is given up. */
  private static void stop(ExecutorService threads) throws IOException {
    threads.shutdownNow();
    try {
      while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the fetch was interrupted");
    }
  }
}
