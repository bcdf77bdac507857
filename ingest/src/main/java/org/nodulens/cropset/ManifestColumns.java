package org.nodulens.cropset;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.nodule.Rating;

/** The columns of {@code manifest.csv}, in their order. */
final class ManifestColumns {
  static final String CROP_ID = "crop_id";
  static final String SOURCE_ID = "source_id";
  static final String PATIENT_ID = "patient_id";
  static final String SERIES_UID = "series_uid";
  static final String SOP_UID = "sop_uid";
  static final String SHARD = "shard";
  static final String INDEX = "index";
  static final String DIAMETER = "diameter_mm";
  static final String READERS = "readers";
  static final String LONG_AXIS = "long_axis_mm";
  static final String SHORT_AXIS = "short_axis_mm";
  static final String VOLUME = "volume_mm3";
  static final String MEAN_HU = "mean_hu";
  static final String OUTLINE_DICE = "outline_dice";
  static final String SHA256 = "sha256";
  static final String PADDED_FRACTION = "padded_fraction";
  static final String FLAGS = "flags";
  static final String LABEL_PREFIX = "label_";

  /** {@code center_x_mm} and so on. */
  static final List<String> CENTER = List.of("center_x_mm", "center_y_mm", "center_z_mm");

  static final List<String> SPACING = List.of("spacing_x_mm", "spacing_y_mm", "spacing_z_mm");

  /** Steps per column (i), row (j) and slice (k), and the origin, in LPS mm. */
  static final List<String> AFFINE =
      List.of("i_x", "i_y", "i_z", "j_x", "j_y", "j_z", "k_x", "k_y", "k_z", "o_x", "o_y", "o_z");

  /** Without these a table is no manifest. */
  static final List<String> NEEDED = needed();

  private ManifestColumns() {}

  static String mean(Rating rating) {
    return rating.columnName() + "_mean";
  }

  static String median(Rating rating) {
    return rating.columnName() + "_median";
  }

  static String readings(Rating rating) {
    return rating.columnName() + "_readings";
  }

  static String standardDeviation(Rating rating) {
    return rating.columnName() + "_sd";
  }

  static List<String> all(List<String> labels) {
    List<String> columns =
        new ArrayList<>(List.of(CROP_ID, SOURCE_ID, PATIENT_ID, SERIES_UID, SOP_UID, SHARD, INDEX));
    columns.addAll(CENTER);
    columns.addAll(SPACING);
    columns.add(DIAMETER);
    columns.add(READERS);
    columns.addAll(AFFINE);
    for (Rating rating : Rating.values()) {
      columns.addAll(List.of(mean(rating), median(rating), readings(rating)));
    }
    labels.forEach(label -> columns.add(LABEL_PREFIX + label));
    columns.addAll(List.of(SHA256, PADDED_FRACTION, FLAGS));
    for (Rating rating : Rating.values()) {
      columns.add(standardDeviation(rating));
    }
    columns.addAll(List.of(LONG_AXIS, SHORT_AXIS, VOLUME, MEAN_HU, OUTLINE_DICE));
    return columns;
  }

  private static List<String> needed() {
    List<String> columns = new ArrayList<>(List.of(CROP_ID, PATIENT_ID, SHARD, INDEX));
    columns.addAll(SPACING);
    columns.add(DIAMETER);
    columns.add(READERS);
    return List.copyOf(columns);
  }
}
