package org.nodulens.datasets.archive;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nodulens.volumeio.FormatException;

/** Whose series are wanted. */
public sealed interface PatientChoice {
  /** Of these patients, those that are wanted. */
  Set<String> of(Collection<String> patients) throws IOException;

  /** Everybody's. */
  record All() implements PatientChoice {
    @Override
    public Set<String> of(Collection<String> patients) {
      return Set.copyOf(patients);
    }
  }

  /** Those of the patients who come first, in order of their identifiers. */
  record First(int number) implements PatientChoice {
    public First {
      if (number < 1) {
        throw new IllegalArgumentException("expected at least 1 patient, got " + number);
      }
    }

    @Override
    public Set<String> of(Collection<String> patients) {
      return new TreeSet<>(patients).stream().limit(number).collect(Collectors.toSet());
    }
  }

  /** Those of patients that are named; one that is not there is a mistake. */
  record Named(Set<String> identifiers) implements PatientChoice {
    public Named {
      identifiers = Set.copyOf(identifiers);
    }

    @Override
    public Set<String> of(Collection<String> patients) throws IOException {
      for (String identifier : new TreeSet<>(identifiers)) {
        if (!patients.contains(identifier)) {
          throw new FormatException(
              "no patient " + SafeName.shown(identifier) + " among those to choose from");
        }
      }
      return identifiers;
    }
  }

  /** A number that may be a patient's identifier too, and is it where there is such a patient. */
  record FirstOrNamed(int number) implements PatientChoice {
    @Override
    public Set<String> of(Collection<String> patients) throws IOException {
      String name = Integer.toString(number);
      return patients.contains(name) ? Set.of(name) : new First(number).of(patients);
    }
  }

  /**
   * As it is written: a number, or identifiers; nothing for all.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static PatientChoice of(List<String> words) {
    if (words.isEmpty()) {
      return new All();
    }
    if (words.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("expected a number or patient identifiers");
    }
    String only = words.get(0);
    if (words.size() == 1 && only.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(only);
      return number < 1 ? new First(number) : new FirstOrNamed(number);
    }
    return new Named(Set.copyOf(words));
  }
}
