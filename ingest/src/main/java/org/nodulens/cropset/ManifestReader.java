package org.nodulens.cropset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.FormatException;

/** Reads {@code manifest.csv}; columns that it does not know are passed over. */
final class ManifestReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private ManifestReader() {}

  static List<CropRecord> read(Path file, CropSetHeader header) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(file.getParent() + " is no crop set: it holds no manifest.csv");
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = FORMAT.parse(text)) {
      List<String> missing = new ArrayList<>(ManifestColumns.NEEDED);
      missing.removeAll(rows.getHeaderNames());
      if (!missing.isEmpty()) {
        throw new FormatException(file + " has no column " + String.join(", ", missing));
      }
      List<CropRecord> crops = new ArrayList<>();
      Set<String> cropIds = new HashSet<>();
      for (CSVRecord row : rows) {
        if (!row.isConsistent()) {
          throw new FormatException(
              file
                  + " has "
                  + row.size()
                  + " fields in row "
                  + row.getRecordNumber()
                  + ", its header "
                  + rows.getHeaderNames().size());
        }
        CropRecord crop = new ManifestRow(row, file).crop(header);
        if (!cropIds.add(crop.cropId())) {
          throw new FormatException(file + " has crop_id " + crop.cropId() + " twice");
        }
        crops.add(crop);
      }
      return crops;
    } catch (CharacterCodingException e) {
      throw new FormatException(file + " is no UTF-8", e);
    } catch (CSVException | IllegalArgumentException | UncheckedIOException e) {
      throw new FormatException(
          file + " is no table of comma-separated values: " + e.getMessage(), e);
    }
  }
}
