package org.nodulens.datasets.lidccrops;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.FormatException;

/** Reads one of the dataset's tables. */
final class Table {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private Table() {}

  static List<CSVRecord> read(Path file, List<String> needed) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(file.getParent() + " holds no " + file.getFileName());
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = FORMAT.parse(text)) {
      List<String> missing = new ArrayList<>(needed);
      missing.removeAll(rows.getHeaderNames());
      if (!missing.isEmpty()) {
        throw new FormatException(file + " has no column " + String.join(", ", missing));
      }
      return rows.getRecords();
    } catch (CharacterCodingException e) {
      throw new FormatException(file + " is no UTF-8", e);
    } catch (CSVException | IllegalArgumentException | UncheckedIOException e) {
      throw new FormatException(
          file + " is no table of comma-separated values: " + e.getMessage(), e);
    }
  }
}
