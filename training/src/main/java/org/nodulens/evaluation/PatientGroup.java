package org.nodulens.evaluation;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.nodulens.volumeio.FormatException;

/**
 * Patients with something in common; figures are given with them and without.
 *
 * @param name of the group, as the report calls it
 */
public record PatientGroup(String name, Set<String> patientIds) {
  private static final String COLUMN = "patient_id";

  public PatientGroup {
    if (!name.matches("[a-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "a group's name is made of a-z, 0-9, _ and -, got \"" + name + "\"");
    }
    patientIds = Set.copyOf(patientIds);
  }

  /**
   * Reads a table with a column {@code patient_id}; others are ignored.
   *
   * @throws FormatException if the file is no such table, or names nobody
   */
  public static PatientGroup read(String name, Path file) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setTrim(true)
            .get();
    Set<String> patients = new HashSet<>();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = format.parse(text)) {
      if (!rows.getHeaderMap().containsKey(COLUMN)) {
        throw new FormatException(file + " has no column " + COLUMN);
      }
      for (CSVRecord row : rows) {
        if (!row.isSet(COLUMN)) {
          throw new FormatException(
              file + " has no " + COLUMN + " in row " + row.getRecordNumber());
        }
        if (!row.get(COLUMN).isEmpty()) {
          patients.add(row.get(COLUMN));
        }
      }
    } catch (CharacterCodingException e) {
      throw new FormatException(file + " is no table: its characters are none", e);
    } catch (CSVException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new FormatException(file + " is no table: " + e.getMessage(), e);
    }
    if (patients.isEmpty()) {
      throw new FormatException(file + " names no patient");
    }
    return new PatientGroup(name, patients);
  }
}
