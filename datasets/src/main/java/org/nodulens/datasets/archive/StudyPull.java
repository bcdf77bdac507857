package org.nodulens.datasets.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.archive.PacsSeries.Instance;
import org.nodulens.dicom.DicomUid;

/**
 * Fetches a study from a PACS into a folder: {@code SERIES/INSTANCE.dcm}, and {@code rejected.csv},
 * which names what the PACS lists and did not send. Goes on from what the folder holds.
 */
public final class StudyPull {
  private static final String LEDGER = "rejected.csv";

  private final PacsClient client;
  private final PacsCall pacs;

  public StudyPull(PacsClient client, PacsCall pacs) {
    this.client = client;
    this.pacs = pacs;
  }

  /**
   * Fetches the study.
   *
   * @param folder exists; may hold what an earlier run of the same pull has left
   * @throws PacsException if the PACS does not know the study, or breaks off
   */
  public PullSummary pull(String studyUid, Path folder, PullListener listener) throws IOException {
    List<PacsSeries> series = client.find(pacs, studyUid);
    if (series.isEmpty()) {
      throw new PacsException(pacs.called() + " has no study " + studyUid);
    }
    long listed = series.stream().mapToLong(one -> one.instances().size()).sum();
    listener.found(listed);
    try (RejectLedger ledger = RejectLedger.create(folder.resolve(LEDGER))) {
      Run run = new Run(folder, ledger, listener);
      for (PacsSeries one : series) {
        run.fetch(one, listed);
      }
      return new PullSummary(
          ledger.counts(RejectLevel.SERIES),
          ledger.counts(RejectLevel.FILE),
          ledger.rejectedByCode());
    }
  }

  /** One pull: where it writes, and how many instances are there by now. */
  private final class Run {
    private final Path folder;
    private final RejectLedger ledger;
    private final PullListener listener;
    private final Set<String> seen = new HashSet<>();
    private long there;

    Run(Path folder, RejectLedger ledger, PullListener listener) {
      this.folder = folder;
      this.ledger = ledger;
      this.listener = listener;
    }

    void fetch(PacsSeries series, long listed) throws IOException {
      ledger.found(RejectLevel.SERIES, 1);
      if (!DicomUid.isValid(series.seriesUid())) {
        reject("", "bad-uid", "a Series Instance UID that is none");
        return;
      }
      if (!seen.add(series.seriesUid())) {
        reject(series.seriesUid(), "duplicate-series", "listed more than once");
        return;
      }
      SeriesFolder files =
          SeriesFolder.open(folder, series.seriesUid(), ledger, () -> listener.arrived(1));
      listener.arrived(files.present().size());
      Set<String> wanted = wanted(series, files);
      try {
        if (wanted.isEmpty() || !files.present().containsAll(wanted)) {
          Retrieval retrieval = client.fetch(pacs, series, files);
          retrieval.failedUids().stream().filter(DicomUid::isValid).forEach(wanted::add);
          rejectMissing(wanted, files, retrieval.status());
        }
      } catch (PacsException e) {
        throw unfinished(e, there + files.present().size(), listed);
      }
      there += files.present().size();
      ledger.found(RejectLevel.FILE, files.present().size());
      ledger.kept(RejectLevel.FILE, files.present().size());
      if (files.present().isEmpty()) {
        reject(series.seriesUid(), "no-instance", "nothing of it arrived");
      } else {
        ledger.kept(RejectLevel.SERIES, 1);
      }
    }

    private Set<String> wanted(PacsSeries series, SeriesFolder files) throws IOException {
      Set<String> wanted = new TreeSet<>();
      for (Instance instance : series.instances()) {
        if (DicomUid.isValid(instance.sopUid())) {
          wanted.add(instance.sopUid());
        } else {
          files.reject("", "bad-uid", "an instance is listed whose SOP Instance UID is none");
        }
      }
      return wanted;
    }

    private void rejectMissing(Set<String> wanted, SeriesFolder files, String status)
        throws IOException {
      for (String uid : wanted) {
        if (!files.present().contains(uid)) {
          files.reject(uid, "not-sent", "the PACS did not send it: " + status);
        }
      }
    }

    private void reject(String seriesUid, String code, String detail) throws IOException {
      ledger.reject(Rejection.ofSeries(seriesUid, seriesUid, code, detail));
    }
  }

  private static PacsException unfinished(PacsException e, long there, long listed) {
    return new PacsException(
        e.reason()
            + "; "
            + there
            + " of "
            + listed
            + " instances are there, and the same command goes on from them",
        e);
  }
}
