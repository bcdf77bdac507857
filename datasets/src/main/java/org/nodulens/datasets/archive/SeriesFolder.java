package org.nodulens.datasets.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.nodulens.cropset.RejectLedger;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.DicomUid;

/**
 * The files of one series, {@code SERIES/INSTANCE.dcm}: written aside and moved into place, so that
 * what stands there is whole; never overwritten.
 */
final class SeriesFolder implements InstanceSink {
  private static final String SUFFIX = ".dcm";
  private static final String ASIDE = ".partial";

  private final Path folder;
  private final String seriesUid;
  private final RejectLedger ledger;
  private final Runnable arrival;
  private final Set<String> present = new TreeSet<>();

  private SeriesFolder(Path folder, String seriesUid, RejectLedger ledger, Runnable arrival) {
    this.folder = folder;
    this.seriesUid = seriesUid;
    this.ledger = ledger;
    this.arrival = arrival;
  }

  /**
   * Opens the folder with what an earlier run has left in it.
   *
   * @param seriesUid a valid one
   * @param arrival runs whenever an instance has arrived that was not there
   */
  static SeriesFolder open(Path root, String seriesUid, RejectLedger ledger, Runnable arrival)
      throws IOException {
    Path path = Files.createDirectories(root.resolve(seriesUid));
    SeriesFolder series = new SeriesFolder(path, seriesUid, ledger, arrival);
    try (Stream<Path> files = Files.list(path)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .forEach(name -> series.present.add(name.substring(0, name.length() - SUFFIX.length())));
    }
    return series;
  }

  /** SOP Instance UIDs of the files that are there. */
  Set<String> present() {
    return present;
  }

  @Override
  public boolean take(String sopUid, Content content) throws IOException {
    if (!DicomUid.isValid(sopUid)) {
      reject("", "bad-uid", "an instance arrived whose SOP Instance UID is none");
      return false;
    }
    Path file = folder.resolve(sopUid + SUFFIX);
    Path aside = folder.resolve(sopUid + SUFFIX + ASIDE);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
        content.writeTo(out);
      }
      if (present.contains(sopUid)) {
        return isKnown(sopUid, file, aside);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    present.add(sopUid);
    arrival.run();
    return true;
  }

  private boolean isKnown(String sopUid, Path file, Path again) throws IOException {
    if (Files.mismatch(file, again) < 0) {
      return true;
    }
    reject(sopUid, "differs", "arrived once more with other content; the first is kept");
    return false;
  }

  /** Notes an instance that is not kept. */
  void reject(String sopUid, String code, String detail) throws IOException {
    String path = sopUid.isEmpty() ? seriesUid : seriesUid + "/" + sopUid + SUFFIX;
    ledger.found(RejectLevel.FILE, 1);
    ledger.reject(new Rejection(RejectLevel.FILE, path, seriesUid, "", code, detail));
  }
}
