package org.nodulens.cropset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.volumeio.Csv;

/** Writes {@code manifest.csv} row by row. */
final class CropManifest implements Closeable {
  private final CSVPrinter rows;
  private final List<String> labels;

  private CropManifest(CSVPrinter rows, List<String> labels) {
    this.rows = rows;
    this.labels = labels;
  }

  static CropManifest create(Path file, List<String> labels) throws IOException {
    CSVPrinter rows = Csv.printer(file);
    rows.printRecord(ManifestColumns.all(labels));
    return new CropManifest(rows, List.copyOf(labels));
  }

  static CropManifest resume(Path file, long keptBytes, List<String> labels) throws IOException {
    return new CropManifest(Csv.appender(file, keptBytes), List.copyOf(labels));
  }

  void add(CropRecord crop) throws IOException {
    if (!labels.containsAll(crop.labels().keySet())) {
      throw new IllegalArgumentException(
          "labels " + crop.labels().keySet() + " are not among the set's, " + labels);
    }
    List<String> row = new ArrayList<>();
    Collections.addAll(row, crop.cropId(), crop.sourceId(), crop.patientId());
    Collections.addAll(row, crop.seriesUid(), crop.sopUid());
    Collections.addAll(row, CropFiles.shardNumber(crop.shard()), Integer.toString(crop.index()));
    CropCenter center = crop.center();
    Stream.of(center.xMm(), center.yMm(), center.zMm()).map(Csv::text).forEach(row::add);
    CropSpacing spacing = crop.spacing();
    Stream.of(spacing.xMm(), spacing.yMm(), spacing.zMm()).map(Csv::text).forEach(row::add);
    Collections.addAll(row, Csv.text(crop.diameterMm()), Integer.toString(crop.readers()));
    row.addAll(affine(crop));
    for (Rating rating : Rating.values()) {
      row.addAll(readings(crop.readings(rating)));
    }
    labels.forEach(label -> row.add(crop.labels().getOrDefault(label, "")));
    row.add(crop.sha256());
    row.add(Csv.text(crop.paddedFraction()));
    row.add(String.join(";", crop.flags()));
    for (Rating rating : Rating.values()) {
      row.add(Csv.text(crop.readings(rating).standardDeviation()));
    }
    row.addAll(measures(crop.description().nodule()));
    rows.printRecord(row);
  }

  private static List<String> affine(CropRecord crop) {
    if (crop.affine().isEmpty()) {
      return Collections.nCopies(ManifestColumns.AFFINE.size(), "");
    }
    VolumeGeometry geometry = crop.affine().get();
    List<String> cells = new ArrayList<>();
    for (PatientVector step :
        List.of(geometry.axes().column(), geometry.axes().row(), geometry.axes().slice())) {
      Collections.addAll(cells, Csv.text(step.xMm()), Csv.text(step.yMm()), Csv.text(step.zMm()));
    }
    PatientPoint origin = geometry.origin();
    Collections.addAll(
        cells, Csv.text(origin.xMm()), Csv.text(origin.yMm()), Csv.text(origin.zMm()));
    return cells;
  }

  private static List<String> readings(Readings readings) {
    if (readings.isEmpty()) {
      return List.of("", "", "");
    }
    String all = readings.values().stream().map(String::valueOf).collect(Collectors.joining(";"));
    return List.of(Csv.text(readings.mean()), Csv.text(readings.median()), all);
  }

  private static List<String> measures(NoduleFacts nodule) {
    Optional<MaskMeasures> mask = nodule.measures();
    return List.of(
        mask.map(m -> Csv.text(m.longAxisMm())).orElse(""),
        mask.map(m -> Csv.text(m.shortAxisMm())).orElse(""),
        mask.map(m -> Csv.text(m.volumeMm3())).orElse(""),
        mask.map(m -> Csv.text(m.meanHu())).orElse(""),
        Csv.text(nodule.outlineDice()));
  }

  void flush() throws IOException {
    rows.flush();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
