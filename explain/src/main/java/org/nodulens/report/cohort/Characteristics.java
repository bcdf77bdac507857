package org.nodulens.report.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nodulens.cropset.CropRecord;
import org.nodulens.evaluation.NoduleGroups;
import org.nodulens.nodule.Rating;

/** Table of characteristics: all nodules, and those of each class. */
final class Characteristics {
  private final Map<String, List<CropRecord>> groups = new LinkedHashMap<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  private Characteristics(CaseFlow flow) {
    groups.put("all", flow.crops());
    flow.classed()
        .ifPresent(
            labels -> {
              groups.putAll(labels.classes());
              if (!labels.ambiguous().isEmpty()) {
                groups.put(labels.task().name() + " ambiguous", labels.ambiguous());
              }
              if (!labels.unlabelled().isEmpty()) {
                groups.put("without label", labels.unlabelled());
              }
            });
  }

  static CohortTable of(CaseFlow flow) {
    Characteristics table = new Characteristics(flow);
    table.counts();
    table.sizes();
    table.readers();
    table.ratings();
    table.textures();
    ScanRows.add(table);
    List<String> header = new ArrayList<>(List.of("characteristic", "value"));
    header.addAll(table.groups.keySet());
    return CohortTable.grouped(
        "characteristics",
        "Characteristics of patients and nodules",
        "Numbers with quartiles are medians (first to third quartile); percentages are of the column's"
            + " nodules. A patient may have nodules in several columns. Ratings are each nodule's mean"
            + " over its readers. Age, sex, smoking and indication are not in a crop set.",
        header,
        table.rows);
  }

  /** Adds a row: a cell a column, of the crops in it. */
  void row(String group, String name, Function<List<CropRecord>, Cell> cell) {
    List<Cell> row = new ArrayList<>(List.of(Cell.of(group), Cell.of(name)));
    groups.values().forEach(crops -> row.add(cell.apply(crops)));
    rows.add(row);
  }

  /** Median and quartiles; a dash where there is nothing. */
  static Cell quartiles(int decimals, List<Double> values) {
    return Quartiles.of(values.stream().mapToDouble(Double::doubleValue).toArray())
        .map(q -> Cell.range(decimals, q.median(), q.first(), q.third()))
        .orElse(Cell.of("-"));
  }

  private void counts() {
    row("Counts", "Nodules", crops -> Cell.count(crops.size()));
    row("Counts", "Patients", crops -> Cell.count(TaskLabels.patients(crops)));
    row(
        "Counts",
        "CT series",
        crops -> Cell.count(crops.stream().map(CropRecord::seriesUid).distinct().count()));
    row(
        "Counts",
        "Nodules per patient",
        crops ->
            quartiles(
                1,
                crops.stream()
                    .collect(Collectors.groupingBy(CropRecord::patientId, Collectors.counting()))
                    .values()
                    .stream()
                    .map(Long::doubleValue)
                    .toList()));
  }

  private static List<Double> diametersMm(List<CropRecord> crops) {
    return crops.stream()
        .filter(crop -> crop.diameterMm().isPresent())
        .map(crop -> crop.diameterMm().getAsDouble())
        .toList();
  }

  private void sizes() {
    String group = "Diameter";
    row(group, "Median, mm", crops -> quartiles(1, diametersMm(crops)));
    for (String size : NoduleGroups.SIZES) {
      row(
          group,
          size,
          crops ->
              Cell.share(
                  diametersMm(crops).stream()
                      .filter(mm -> NoduleGroups.ofSize(mm).equals(size))
                      .count(),
                  crops.size()));
    }
    if (diametersMm(all()).size() < all().size()) {
      row(
          group,
          "not known",
          crops -> Cell.share(crops.size() - diametersMm(crops).size(), crops.size()));
    }
  }

  /** All crops of the set. */
  List<CropRecord> all() {
    return groups.values().iterator().next();
  }

  private void readers() {
    for (int readers : new TreeSet<>(all().stream().map(CropRecord::readers).toList())) {
      row(
          "Readers who marked the nodule",
          readers == 0 ? "none" : Integer.toString(readers),
          crops ->
              Cell.share(
                  crops.stream().filter(crop -> crop.readers() == readers).count(), crops.size()));
    }
  }

  private void ratings() {
    for (Rating rating : Rating.values()) {
      if (!means(rating, all()).isEmpty()) {
        row(
            "Readers' ratings",
            name(rating) + ", 1 to " + rating.highest() + (rating.isNominal() ? " (nominal)" : ""),
            crops -> quartiles(2, means(rating, crops)));
      }
    }
  }

  private static String name(Rating rating) {
    String words = rating.columnName().replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static List<Double> means(Rating rating, List<CropRecord> crops) {
    return crops.stream()
        .filter(crop -> !crop.readings(rating).isEmpty())
        .map(crop -> crop.readings(rating).mean())
        .toList();
  }

  private void textures() {
    List<Double> rated = means(Rating.TEXTURE, all());
    if (rated.isEmpty()) {
      return;
    }
    String group = "Texture, by the mean rating";
    for (String texture : NoduleGroups.TEXTURES) {
      row(
          group,
          texture,
          crops ->
              Cell.share(
                  means(Rating.TEXTURE, crops).stream()
                      .filter(mean -> NoduleGroups.ofTexture(mean).equals(texture))
                      .count(),
                  crops.size()));
    }
    if (rated.size() < all().size()) {
      row(
          group,
          "not rated",
          crops -> Cell.share(crops.size() - means(Rating.TEXTURE, crops).size(), crops.size()));
    }
  }
}
