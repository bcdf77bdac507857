package org.nodulens.datasets.lidccrops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.cropset.CropCenter;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSpacing;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.ct.Resampler;
import org.nodulens.datasets.CutCrop;
import org.nodulens.nodule.OutlineAgreement;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.NpyFile;

/** Makes a crop of a row of {@code nodules.csv}. */
final class CropCopier {
  private static final int MOST_READERS = 4;

  static final List<String> COLUMNS = columns();

  private final NpyFile crops;
  private final ReaderContours contours;

  CropCopier(NpyFile crops, ReaderContours contours) {
    this.crops = crops;
    this.contours = contours;
  }

  private static List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "index",
                "nodule_id",
                "patient_id",
                "series_uid",
                "sop_uid",
                "slice_z_mm",
                "pixel_spacing_mm",
                "equivalent_diameter_mm",
                "geometry_verified",
                "readers"));
    for (Rating rating : Rating.values()) {
      for (int reader = 1; reader <= MOST_READERS; reader++) {
        columns.add(column(rating, reader));
      }
    }
    return List.copyOf(columns);
  }

  private static String column(Rating rating, int reader) {
    return rating.columnName() + "_" + reader;
  }

  /**
   * Copies one crop.
   *
   * @throws FormatException if the row has no id, no crop or no pixel spacing
   */
  CutCrop copy(CSVRecord row) throws IOException {
    String noduleId = row.get("nodule_id");
    if (noduleId.isEmpty()) {
      throw new FormatException("nodule_id is empty");
    }
    int index = wholeNumber(row, "index");
    if (index >= crops.rows()) {
      throw new FormatException("crop " + index + " is not among the " + crops.rows() + " given");
    }
    List<String> flags = new ArrayList<>();
    NoduleFacts nodule = nodule(row, flags);
    ByteBuffer pixels = crops.row(index);
    short[] hu = new short[crops.shape()[1] * crops.shape()[2]];
    int padded = 0;
    for (int at = 0; at < hu.length; at++) {
      short source = pixels.getShort(2 * at);
      padded += source < Resampler.LOWEST_HU ? 1 : 0;
      hu[at] = (short) Resampler.clamp(source);
    }
    int columns = crops.shape()[2];
    int rows = crops.shape()[1];
    List<boolean[]> masks = contours.masks(row.get("index"), columns, rows);
    byte[] mask = ReaderContours.count(masks, hu.length);
    CropGeometry geometry = geometry(row);
    CropDescription description =
        new CropDescription(
            LidcCrops.NAME + "-" + noduleId,
            new CropOrigin(
                noduleId, row.get("patient_id"), row.get("series_uid"), row.get("sop_uid")),
            geometry,
            nodule.with(
                ConsensusAxes.of(mask, masks.size(), columns, geometry.spacing()),
                OutlineAgreement.meanPairwiseDiceOfMasks(masks)),
            (double) padded / hu.length,
            flags);
    return new CutCrop(description, hu, mask);
  }

  private static CropGeometry geometry(CSVRecord row) throws FormatException {
    double pixelMm = number(row, "pixel_spacing_mm").orElse(0);
    if (!(pixelMm > 0)) {
      throw new FormatException(
          "pixel_spacing_mm must be above 0, got \"" + row.get("pixel_spacing_mm") + "\"");
    }
    OptionalDouble empty = OptionalDouble.empty();
    return new CropGeometry(
        new CropCenter(empty, empty, number(row, "slice_z_mm")),
        CropSpacing.inPlane(pixelMm),
        Optional.empty());
  }

  private NoduleFacts nodule(CSVRecord row, List<String> flags) throws FormatException {
    if (!row.get("geometry_verified").equals("true")) {
      flags.add("geometry-not-verified");
    }
    int readers = wholeNumber(row, "readers");
    if (contours.readers(row.get("index")) != readers) {
      flags.add("contours-of-other-readers");
    }
    Map<Rating, Readings> readings = new EnumMap<>(Rating.class);
    boolean offScale = false;
    for (Rating rating : Rating.values()) {
      List<Integer> given = new ArrayList<>();
      for (int reader = 1; reader <= MOST_READERS; reader++) {
        String cell = row.get(column(rating, reader));
        if (isOnScale(rating, cell)) {
          given.add(Integer.valueOf(cell));
        } else {
          offScale |= !cell.isEmpty();
        }
      }
      readings.put(rating, new Readings(given));
    }
    if (offScale) {
      flags.add("rating-off-scale");
    }
    return new NoduleFacts(number(row, "equivalent_diameter_mm"), readers, readings, Map.of());
  }

  private static boolean isOnScale(Rating rating, String cell) {
    return cell.matches("\\d{1,2}") && rating.isOnScale(Integer.parseInt(cell));
  }

  private static int wholeNumber(CSVRecord row, String column) throws FormatException {
    String cell = row.get(column);
    if (!cell.matches("\\d{1,9}")) {
      throw new FormatException(column + " must be a whole number, got \"" + cell + "\"");
    }
    return Integer.parseInt(cell);
  }

  private static OptionalDouble number(CSVRecord row, String column) throws FormatException {
    String cell = row.get(column);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(cell);
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      throw new FormatException(column + " must be a number, got \"" + cell + "\"", e);
    }
    throw new FormatException(column + " must be finite, got \"" + cell + "\"");
  }
}
