package org.nodulens.datasets.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Speaks with a PACS over DIMSE (PS3.7). Found by ServiceLoader: the default build brings none.
 * Every method throws {@link PacsException} where the PACS cannot be reached, refuses, or breaks
 * off; a fault of the local disk passes through as it is.
 */
public interface PacsClient {
  /** The one on the class path. */
  static Optional<PacsClient> installed() {
    return ServiceLoader.load(PacsClient.class).findFirst();
  }

  /** The series of a study with their instances, by C-FIND; none where the study is unknown. */
  List<PacsSeries> find(PacsCall pacs, String studyUid) throws IOException;

  /**
   * Fetches a series by C-GET, each instance as it is stored there, in any transfer syntax whose
   * pixels are read here.
   *
   * @param sink takes each instance as it arrives, one at a time, in any thread
   */
  Retrieval fetch(PacsCall pacs, PacsSeries series, InstanceSink sink) throws IOException;

  /**
   * Stores files by C-STORE, each as it is; every one is reported once, unless the PACS breaks off.
   */
  void store(PacsCall pacs, List<Path> files, StoreListener listener) throws IOException;

  /** Hears what became of each file. */
  interface StoreListener {
    void stored(Path file);

    /** An earlier push has stored the file: it was not sent. */
    default void storedBefore(Path file) {
      stored(file);
    }

    /**
     * A file that the PACS does not have now.
     *
     * @param code a ledger's word, such as {@code refused}
     * @param detail names no file
     */
    void rejected(Path file, String code, String detail);
  }
}
