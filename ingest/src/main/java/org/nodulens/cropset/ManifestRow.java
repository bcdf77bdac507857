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
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.volumeio.FormatException;

/** One row of {@code manifest.csv} being read. */
final class ManifestRow {
  /** A number, or the name of the shard's file; never anything else, so that no path escapes. */
  private static final Pattern SHARD = Pattern.compile("(?:crops-)?(\\d{1,9})(?:\\.npy)?");

  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(;\\d{1,9})*");

  private final ManifestCells cells;

  ManifestRow(CSVRecord row, Path file) {
    this.cells = new ManifestCells(row, file);
  }

  CropRecord crop(CropSetHeader header) throws FormatException {
    CropOrigin origin =
        new CropOrigin(
            cells.text(ManifestColumns.SOURCE_ID),
            cells.text(ManifestColumns.PATIENT_ID),
            cells.text(ManifestColumns.SERIES_UID),
            cells.text(ManifestColumns.SOP_UID));
    double paddedFraction = cells.number(ManifestColumns.PADDED_FRACTION).orElse(0);
    if (!(paddedFraction >= 0 && paddedFraction <= 1)) {
      throw cells.malformed(ManifestColumns.PADDED_FRACTION, "a number from 0 to 1");
    }
    if (cells.text(ManifestColumns.CROP_ID).isEmpty()) {
      throw cells.malformed(ManifestColumns.CROP_ID, "a name");
    }
    CropDescription description =
        new CropDescription(
            cells.text(ManifestColumns.CROP_ID),
            origin,
            geometry(header),
            nodule(),
            paddedFraction,
            cells.list(ManifestColumns.FLAGS));
    return new CropRecord(
        description,
        shard(),
        cells.count(ManifestColumns.INDEX),
        cells.text(ManifestColumns.SHA256));
  }

  private CropGeometry geometry(CropSetHeader header) throws FormatException {
    List<OptionalDouble> center = cells.numbers(ManifestColumns.CENTER);
    List<OptionalDouble> spacing = cells.numbers(ManifestColumns.SPACING);
    for (int i = 0; i < 3; i++) {
      if (spacing.get(i).orElse(1) <= 0) {
        throw cells.malformed(ManifestColumns.SPACING.get(i), "a distance above 0 mm");
      }
    }
    return new CropGeometry(
        new CropCenter(center.get(0), center.get(1), center.get(2)),
        new CropSpacing(spacing.get(0), spacing.get(1), spacing.get(2)),
        affine(header));
  }

  private Optional<VolumeGeometry> affine(CropSetHeader header) throws FormatException {
    List<OptionalDouble> steps = cells.numbers(ManifestColumns.AFFINE);
    long given = steps.stream().filter(OptionalDouble::isPresent).count();
    if (given == 0) {
      return Optional.empty();
    }
    if (given < steps.size()) {
      throw cells.malformed("i_x to o_z", "twelve numbers or none");
    }
    double[] a = steps.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
    try {
      VoxelAxes axes =
          new VoxelAxes(
              new PatientVector(a[0], a[1], a[2]),
              new PatientVector(a[3], a[4], a[5]),
              new PatientVector(a[6], a[7], a[8]));
      PatientPoint firstVoxel = new PatientPoint(a[9], a[10], a[11]);
      return Optional.of(new VolumeGeometry(header.size(), firstVoxel, axes));
    } catch (IllegalArgumentException e) {
      throw new FormatException(cells.where() + ": " + e.getMessage(), e);
    }
  }

  private NoduleFacts nodule() throws FormatException {
    Map<Rating, Readings> readings = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      List<Integer> values = new ArrayList<>();
      String cell = cells.text(ManifestColumns.readings(rating));
      if (!cell.isEmpty() && !NUMBERS.matcher(cell).matches()) {
        throw cells.malformed(ManifestColumns.readings(rating), "whole numbers with ; between");
      }
      for (String reading : cells.list(ManifestColumns.readings(rating))) {
        values.add(Integer.valueOf(reading));
      }
      if (!values.isEmpty()) {
        readings.put(rating, new Readings(values));
      }
    }
    OptionalDouble dice = cells.number(ManifestColumns.OUTLINE_DICE);
    if (!(dice.orElse(0) >= 0 && dice.orElse(0) <= 1)) {
      throw cells.malformed(ManifestColumns.OUTLINE_DICE, "a number from 0 to 1");
    }
    return new NoduleFacts(
        cells.number(ManifestColumns.DIAMETER),
        cells.count(ManifestColumns.READERS),
        readings,
        labels(),
        measures(),
        dice);
  }

  private Optional<MaskMeasures> measures() throws FormatException {
    OptionalDouble longAxis = cells.number(ManifestColumns.LONG_AXIS);
    OptionalDouble shortAxis = cells.number(ManifestColumns.SHORT_AXIS);
    if (longAxis.isEmpty() || shortAxis.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MaskMeasures(
              longAxis.getAsDouble(),
              shortAxis.getAsDouble(),
              cells.number(ManifestColumns.VOLUME),
              cells.number(ManifestColumns.MEAN_HU)));
    } catch (IllegalArgumentException e) {
      throw new FormatException(cells.where() + ": " + e.getMessage(), e);
    }
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String column : cells.columns()) {
      if (column.startsWith(ManifestColumns.LABEL_PREFIX) && !cells.text(column).isEmpty()) {
        labels.put(column.substring(ManifestColumns.LABEL_PREFIX.length()), cells.text(column));
      }
    }
    return labels;
  }

  private int shard() throws FormatException {
    Matcher shard = SHARD.matcher(cells.text(ManifestColumns.SHARD));
    if (!shard.matches()) {
      throw cells.malformed(ManifestColumns.SHARD, "the number of a shard");
    }
    return Integer.parseInt(shard.group(1));
  }
}
