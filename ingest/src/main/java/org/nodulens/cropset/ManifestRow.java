package org.nodulens.cropset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.volumeio.FormatException;

/** One row of {@code manifest.csv} being read; an absent column reads as an empty cell. */
final class ManifestRow {
  /** A number, or the name of the shard's file; never anything else, so that no path escapes. */
  private static final Pattern SHARD = Pattern.compile("(?:crops-)?(\\d{1,9})(?:\\.npy)?");

  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(;\\d{1,9})*");

  private final CSVRecord row;
  private final Path file;

  ManifestRow(CSVRecord row, Path file) {
    this.row = row;
    this.file = file;
  }

  CropRecord crop(CropSetHeader header) throws FormatException {
    CropOrigin origin =
        new CropOrigin(
            text(ManifestColumns.SOURCE_ID),
            text(ManifestColumns.PATIENT_ID),
            text(ManifestColumns.SERIES_UID),
            text(ManifestColumns.SOP_UID));
    double paddedFraction = number(ManifestColumns.PADDED_FRACTION).orElse(0);
    if (!(paddedFraction >= 0 && paddedFraction <= 1)) {
      throw malformed(ManifestColumns.PADDED_FRACTION, "a number from 0 to 1");
    }
    if (text(ManifestColumns.CROP_ID).isEmpty()) {
      throw malformed(ManifestColumns.CROP_ID, "a name");
    }
    CropDescription description =
        new CropDescription(
            text(ManifestColumns.CROP_ID),
            origin,
            geometry(header),
            nodule(),
            paddedFraction,
            list(ManifestColumns.FLAGS));
    return new CropRecord(
        description, shard(), count(ManifestColumns.INDEX), text(ManifestColumns.SHA256));
  }

  private CropGeometry geometry(CropSetHeader header) throws FormatException {
    List<OptionalDouble> center = numbers(ManifestColumns.CENTER);
    List<OptionalDouble> spacing = numbers(ManifestColumns.SPACING);
    for (int i = 0; i < 3; i++) {
      if (spacing.get(i).orElse(1) <= 0) {
        throw malformed(ManifestColumns.SPACING.get(i), "a distance above 0 mm");
      }
    }
    return new CropGeometry(
        new CropCenter(center.get(0), center.get(1), center.get(2)),
        new CropSpacing(spacing.get(0), spacing.get(1), spacing.get(2)),
        affine(header));
  }

  private Optional<VolumeGeometry> affine(CropSetHeader header) throws FormatException {
    List<OptionalDouble> cells = numbers(ManifestColumns.AFFINE);
    long given = cells.stream().filter(OptionalDouble::isPresent).count();
    if (given == 0) {
      return Optional.empty();
    }
    if (given < cells.size()) {
      throw malformed("i_x to o_z", "twelve numbers or none");
    }
    double[] a = cells.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
    try {
      VoxelAxes axes =
          new VoxelAxes(
              new PatientVector(a[0], a[1], a[2]),
              new PatientVector(a[3], a[4], a[5]),
              new PatientVector(a[6], a[7], a[8]));
      PatientPoint firstVoxel = new PatientPoint(a[9], a[10], a[11]);
      return Optional.of(new VolumeGeometry(header.size(), firstVoxel, axes));
    } catch (IllegalArgumentException e) {
      throw new FormatException(where() + ": " + e.getMessage(), e);
    }
  }

  private NoduleFacts nodule() throws FormatException {
    Map<Rating, Readings> readings = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      List<Integer> values = new ArrayList<>();
      String cell = text(ManifestColumns.readings(rating));
      if (!cell.isEmpty() && !NUMBERS.matcher(cell).matches()) {
        throw malformed(ManifestColumns.readings(rating), "whole numbers with ; between");
      }
      for (String reading : list(ManifestColumns.readings(rating))) {
        values.add(Integer.valueOf(reading));
      }
      if (!values.isEmpty()) {
        readings.put(rating, new Readings(values));
      }
    }
    return new NoduleFacts(
        number(ManifestColumns.DIAMETER), count(ManifestColumns.READERS), readings, labels());
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String column : row.getParser().getHeaderNames()) {
      if (column.startsWith(ManifestColumns.LABEL_PREFIX) && !text(column).isEmpty()) {
        labels.put(column.substring(ManifestColumns.LABEL_PREFIX.length()), text(column));
      }
    }
    return labels;
  }

  private int shard() throws FormatException {
    Matcher shard = SHARD.matcher(text(ManifestColumns.SHARD));
    if (!shard.matches()) {
      throw malformed(ManifestColumns.SHARD, "the number of a shard");
    }
    return Integer.parseInt(shard.group(1));
  }

  private int count(String column) throws FormatException {
    String cell = text(column);
    if (!cell.matches("\\d{1,9}")) {
      throw malformed(column, "a whole number");
    }
    return Integer.parseInt(cell);
  }

  private List<OptionalDouble> numbers(List<String> columns) throws FormatException {
    List<OptionalDouble> numbers = new ArrayList<>();
    for (String column : columns) {
      numbers.add(number(column));
    }
    return numbers;
  }

  private OptionalDouble number(String column) throws FormatException {
    String cell = text(column);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(cell);
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      throw malformed(column, "a number");
    }
    throw malformed(column, "a finite number");
  }

  private List<String> list(String column) {
    return text(column).isEmpty() ? List.of() : List.of(text(column).split(";"));
  }

  private String text(String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  private FormatException malformed(String column, String expected) {
    return new FormatException(
        where() + ": " + column + " must be " + expected + ", got \"" + text(column) + "\"");
  }

  private String where() {
    return file + ", row " + row.getRecordNumber();
  }
}
