package org.nodulens.datasets.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes a phantom dataset. */
public final class Phantom {
  private static final String README =
      """
      A computed chest phantom: no patient was scanned.

      PHANTOM-*/<study>/<series>/1-*.dcm   CT slices, laid out as LIDC-IDRI is on TCIA
      PHANTOM-*/<study>/<series>/*.xml     what four simulated readers said, in LIDC-IDRI's format
      truth.csv                            what is true, a row a nodule: for tests, not for readers

      Drawn with seed %d, %d patients, matrix %d, field of view %s mm, height %s mm:
      the same options give the same bytes.
      """;

  private Phantom() {}

  /** One study, written; only its rows of the table are kept. */
  private static TruthTable.Part write(PhantomStudy study, ReaderPanel panel, Path folder)
      throws IOException {
    List<Reading> readings = panel.read(study);
    PhantomFiles.write(study, readings, folder);
    return TruthTable.part(study, readings);
  }

  /**
   * Writes all studies, the truth and a README.
   *
   * @param folder exists; what stands there after a failure is unfinished
   */
  public static PhantomSummary write(PhantomOptions options, Path folder, PhantomListener listener)
      throws IOException {
    ReaderPanel panel = ReaderPanel.of(options);
    List<TruthTable.Part> studies = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(options.jobs());
    try {
      List<Future<TruthTable.Part>> pending = new ArrayList<>();
      for (int patient = 1; patient <= options.patients(); patient++) {
        int number = patient;
        pending.add(
            pool.submit(
                () -> {
                  PhantomStudy study = PhantomStudy.draw(options, number);
                  TruthTable.Part part = write(study, panel, folder);
                  listener.finished(study.patientId());
                  return part;
                }));
      }
      for (Future<TruthTable.Part> study : pending) {
        studies.add(finished(study));
      }
    } finally {
      pool.shutdownNow();
    }
    TruthTable.write(folder.resolve("truth.csv"), studies);
    Files.writeString(
        folder.resolve("README.txt"),
        README.formatted(
            options.seed(),
            options.patients(),
            options.matrix(),
            options.fieldOfViewMm(),
            options.heightMm()));
    return summary(studies);
  }

  private static TruthTable.Part finished(Future<TruthTable.Part> study) throws IOException {
    try {
      return study.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException("a study could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static PhantomSummary summary(List<TruthTable.Part> studies) {
    int nodules = 0;
    int malignant = 0;
    int readings = 0;
    for (TruthTable.Part study : studies) {
      nodules += study.rows().size();
      malignant += study.malignant();
      readings += study.readings();
    }
    return new PhantomSummary(studies.size(), nodules, malignant, readings);
  }
}
