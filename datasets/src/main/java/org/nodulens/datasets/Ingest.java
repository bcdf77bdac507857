package org.nodulens.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.CropSetWriter;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.work.Results;
import org.nodulens.work.Workplace;

/** Turns a dataset into a crop set. */
public final class Ingest {
  private final SeriesRun readers;
  private final Naming naming;

  private Ingest(SeriesRun readers, Naming naming) {
    this.readers = readers;
    this.naming = naming;
  }

  /**
   * An ingest on several threads; the crop set is the same, byte for byte, whatever their number.
   *
   * @param jobs series read at the same time, at least 1
   */
  public static Ingest withJobs(int jobs) {
    if (jobs < 1) {
      throw new IllegalArgumentException("at least one job is needed, got " + jobs);
    }
    return new Ingest(new SeriesRun(jobs, Optional.empty(), Optional.empty()), Naming.AS_GIVEN);
  }

  /**
   * An ingest whose series are read by other processes; the crop set is the same, byte for byte.
   *
   * @param workplace the caller's to close
   */
  public static Ingest at(Workplace workplace) {
    return at(workplace, Optional.empty());
  }

  /**
   * The same where the processes do not see the crop set's folder.
   *
   * @param handover folder that they all see, for results that wait for their turn; removed at the
   *     end
   */
  public static Ingest at(Workplace workplace, Path handover) {
    return at(workplace, Optional.of(handover));
  }

  private static Ingest at(Workplace workplace, Optional<Path> handover) {
    return new Ingest(new SeriesRun(1, Optional.of(workplace), handover), Naming.AS_GIVEN);
  }

  /** The same with other names in the crop set, and for the listener. */
  public Ingest with(Naming otherNaming) {
    return new Ingest(readers, otherNaming);
  }

  /** Reads series after series on one thread. */
  public static IngestSummary run(
      NoduleDataset dataset, CropOptions options, Path out, IngestListener listener)
      throws IOException {
    return withJobs(1).write(dataset, options, out, listener);
  }

  /**
   * Reads the series and writes their crops in the survey's order. Goes on behind the last series
   * that an earlier run of the same ingest has finished; the set is the same, byte for byte.
   *
   * @param out absent, empty, or what an ingest left that was killed; what stands there after a
   *     failure is unfinished
   */
  public IngestSummary write(
      NoduleDataset dataset, CropOptions options, Path out, IngestListener listener)
      throws IOException {
    Set<String> closed = new TreeSet<>(dataset.closedLabels());
    if (labels(dataset).size() > dataset.labels().size()) {
      closed.add(ScannerName.LABEL);
    }
    return with(naming.keeping(closed)).writeNamed(dataset, options, out, listener);
  }

  /** The dataset's, and the scanner's unless a table has a column of that name. */
  private static List<String> labels(NoduleDataset dataset) {
    List<String> labels = new ArrayList<>(dataset.labels());
    if (dataset.namesScanners() && !labels.contains(ScannerName.LABEL)) {
      labels.add(ScannerName.LABEL);
    }
    return labels;
  }

  private IngestSummary writeNamed(
      NoduleDataset dataset, CropOptions options, Path out, IngestListener listener)
      throws IOException {
    Survey survey = dataset.survey();
    listener.surveyed(survey.seriesToRead());
    CropSetHeader header = naming.header(dataset.header(options));
    SeriesRun.Target target = new SeriesRun.Target(out, survey.fingerprint(header, naming));
    try (CropSetWriter writer =
        CropSetWriter.resume(out, header, labels(dataset), target.fingerprint())) {
      RejectLedger ledger = writer.ledger();
      if (!writer.isResumed()) {
        begin(survey, ledger);
        writer.writeCheckpoint();
      }
      List<SeriesTask> finished = survey.tasks().subList(0, writer.finishedSeries());
      finished.forEach(task -> tell(listener, task));
      try (Results<SeriesOutcome> outcomes =
          readers.begin(survey.tasks(), writer.finishedSeries(), options, target)) {
        write(survey.tasks(), outcomes, writer, listener);
      }
      writer.complete();
      readers.sweep(out);
      return new IngestSummary(
          ledger.counts(RejectLevel.FILE),
          ledger.counts(RejectLevel.SERIES),
          ledger.counts(RejectLevel.NODULE),
          ledger.rejectedByCode());
    }
  }

  private void begin(Survey survey, RejectLedger ledger) throws IOException {
    ledger.found(RejectLevel.FILE, survey.filesFound());
    ledger.kept(RejectLevel.FILE, survey.filesKept());
    ledger.found(RejectLevel.SERIES, survey.seriesFound());
    rejectAll(ledger, survey.rejections());
  }

  private void write(
      List<SeriesTask> all,
      Results<SeriesOutcome> outcomes,
      CropSetWriter writer,
      IngestListener listener)
      throws IOException {
    for (SeriesTask task : all.subList(writer.finishedSeries(), all.size())) {
      write(task, outcomes.next(), writer);
      writer.finishSeries();
      tell(listener, task);
    }
  }

  private void tell(IngestListener listener, SeriesTask task) {
    if (task.isSeries()) {
      listener.finished(naming.uid(task.seriesUid()));
    }
  }

  private void write(SeriesTask task, SeriesOutcome outcome, CropSetWriter writer)
      throws IOException {
    RejectLedger ledger = writer.ledger();
    ledger.found(RejectLevel.NODULE, outcome.noduleRejections().size());
    if (outcome instanceof SeriesOutcome.Ingested ingested) {
      ledger.kept(RejectLevel.SERIES, task.isSeries() ? 1 : 0);
      ledger.found(RejectLevel.NODULE, ingested.crops().size());
      for (CutCrop crop : ingested.crops()) {
        writer.add(naming.crop(crop.description()), crop.hu(), crop.mask());
        ledger.kept(RejectLevel.NODULE, 1);
      }
    } else if (outcome instanceof SeriesOutcome.Rejected rejected && task.isSeries()) {
      ledger.reject(naming.rejection(rejected.series()));
    }
    rejectAll(ledger, outcome.noduleRejections());
  }

  private void rejectAll(RejectLedger ledger, Iterable<Rejection> rejections) throws IOException {
    for (Rejection rejection : rejections) {
      ledger.reject(naming.rejection(rejection));
    }
  }
}
