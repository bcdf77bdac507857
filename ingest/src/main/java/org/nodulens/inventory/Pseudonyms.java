package org.nodulens.inventory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nodulens.dicom.CtSeries;

/**
 * Patients by number, in order of their IDs, so that neither an ID nor a name is shown. A patient
 * without ID is one for each study.
 */
final class Pseudonyms {
  private final Map<Patient, Integer> numbers = new TreeMap<>();

  /** Of one of two ways to tell patients apart. */
  private record Patient(String id, String studyUid) implements Comparable<Patient> {
    static Patient of(CtSeries series) {
      String studyUid = series.slices().get(0).acquisition().studyUid().orElse("");
      return new Patient(series.patientId(), series.patientId().isEmpty() ? studyUid : "");
    }

    @Override
    public int compareTo(Patient other) {
      int byId = id.compareTo(other.id);
      return byId != 0 ? byId : studyUid.compareTo(other.studyUid);
    }
  }

  static Pseudonyms of(List<CtSeries> series) {
    TreeSet<Patient> patients = new TreeSet<>();
    series.forEach(one -> patients.add(Patient.of(one)));
    Pseudonyms pseudonyms = new Pseudonyms();
    for (Patient patient : patients) {
      pseudonyms.numbers.put(patient, pseudonyms.numbers.size() + 1);
    }
    return pseudonyms;
  }

  int number(CtSeries series) {
    return numbers.getOrDefault(Patient.of(series), 0);
  }
}
