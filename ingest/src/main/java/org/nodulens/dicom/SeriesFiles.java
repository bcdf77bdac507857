package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slices found under one series UID, on disk as far as a scan has put them there. */
final class SeriesFiles {
  private final int number;
  private final List<List<SliceHeader>> onDisk = new ArrayList<>();
  private List<SliceHeader> inMemory = new ArrayList<>();
  private String patientId = "";
  private boolean ofSeveralPatients;

  /**
   * An empty one.
   *
   * @param number of the series, in the order in which a scan meets them
   */
  SeriesFiles(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  void add(String patient, List<SliceHeader> more) {
    boolean first = onDisk.isEmpty() && inMemory.isEmpty();
    ofSeveralPatients |= !first && !patient.equals(patientId);
    patientId = patient;
    inMemory.addAll(more);
  }

  /** Where an instance of it was found. */
  Optional<DicomLocation> find(String sopUid) {
    return all().stream()
        .filter(slice -> slice.sopUid().equals(sopUid))
        .findFirst()
        .map(SliceHeader::location);
  }

  void keepIn(SliceSpill spill) throws IOException {
    if (!inMemory.isEmpty()) {
      onDisk.add(spill.keep(inMemory));
      inMemory = new ArrayList<>();
    }
  }

  private List<SliceHeader> all() {
    List<SliceHeader> slices = new ArrayList<>();
    onDisk.forEach(slices::addAll);
    slices.addAll(inMemory);
    return slices;
  }

  void addTo(SeriesVolumes volumes, String uid) {
    if (ofSeveralPatients) {
      volumes.reject(
          new RejectedSeries(
              uid, all(), "mixed-patients", "slices of several patients in series " + uid));
    } else {
      volumes.add(uid, patientId, all());
    }
  }
}
