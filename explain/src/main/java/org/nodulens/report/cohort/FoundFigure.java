package org.nodulens.report.cohort;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.FormatException;

/** Takes over pictures that another command drew, with the numbers that lie beside them. */
final class FoundFigure {
  private static final long LONGEST_BYTES = 8 << 20;

  private FoundFigure() {}

  /**
   * A picture of a folder; empty where it is not there.
   *
   * @param name of its files, without their ends; a CSV may be missing
   */
  static Optional<CohortFigure> in(Path folder, String name, String caption) throws IOException {
    Path svg = folder.resolve(name + ".svg");
    if (!Files.isRegularFile(svg)) {
      return Optional.empty();
    }
    if (Files.size(svg) > LONGEST_BYTES) {
      throw new FormatException(svg + " is larger than " + LONGEST_BYTES + " bytes");
    }
    String text = new String(Files.readAllBytes(svg), StandardCharsets.UTF_8);
    return Optional.of(
        new CohortFigure(name, SvgPicture.of(text, svg.toString()), caption, rows(folder, name)));
  }

  private static List<List<String>> rows(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".csv");
    List<List<String>> rows = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return rows;
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVFormat.RFC4180.parse(text)) {
      for (CSVRecord row : parser) {
        rows.add(row.toList());
      }
    } catch (CharacterCodingException | CSVException | UncheckedIOException e) {
      throw new FormatException(file + " is no table: " + e.getMessage(), e);
    }
    return rows;
  }
}
