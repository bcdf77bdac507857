package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.RootedPaths;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FormatException;

/** The readings below a folder as a table, without the pixels: a row a mark. */
public final class MarkTable {
  private final Map<String, GroupingScale> scales;
  private final boolean grouped;
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<MarkKind, Long> marks = new EnumMap<>(MarkKind.class);
  private int files;
  private int series;
  private int groups;
  private int marksWithoutScale;

  private MarkTable(Map<String, GroupingScale> scales, boolean grouped) {
    this.scales = scales;
    this.grouped = grouped;
  }

  /** Without the nodules that marks are of. */
  public static MarkTable ungrouped() {
    return new MarkTable(Map.of(), false);
  }

  /**
   * With the nodule that each mark of 3 mm and more is of: a number that counts from 1 in each
   * series, empty where the series' scale is not given.
   *
   * @param scales by Series Instance UID
   */
  public static MarkTable grouped(Map<String, GroupingScale> scales) {
    return new MarkTable(Map.copyOf(scales), true);
  }

  /**
   * Writes the table: series in order of UID, marks in the order of their file.
   *
   * @param root its XML files are read, however deep they lie
   * @param table stays open
   * @throws FormatException if the root is no folder
   */
  public void write(Path root, OutputStream table) throws IOException {
    RootedPaths paths = new RootedPaths(root);
    ReadingFiles readings = new ReadingFiles(paths, rejections);
    Map<String, List<ReadingFile>> bySeries = new TreeMap<>();
    for (Path path : xmlFiles(root)) {
      files++;
      readings
          .read(path)
          .ifPresent(
              reading -> {
                String uid = reading.header().seriesUid();
                if (uid.isEmpty()) {
                  readings.reject(path, "no-series-uid", "it does not say which series it is of");
                } else {
                  bySeries.computeIfAbsent(uid, u -> new ArrayList<>()).add(reading);
                }
              });
    }
    CSVPrinter rows = Csv.printer(table);
    rows.printRecord(header());
    for (ReadingFile reading : readings.onePerSeries(bySeries).values()) {
      if (LidcXml.read(reading.path()) instanceof CtReading ct) {
        series++;
        writeSeries(ct, rows);
      }
    }
    rows.flush();
  }

  private static List<Path> xmlFiles(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FormatException(root + " is no folder");
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<String> header() {
    List<String> columns = new ArrayList<>(List.of("series_uid", "session", "nodule_id", "kind"));
    columns.addAll(List.of("rois", "centroid_column", "centroid_row", "centroid_z_mm"));
    for (Rating rating : Rating.values()) {
      columns.add(rating.columnName());
    }
    if (grouped) {
      columns.add("group");
    }
    return columns;
  }

  private void writeSeries(CtReading reading, CSVPrinter rows) throws IOException {
    String uid = reading.header().seriesUid();
    IdentityHashMap<ReaderMark, Integer> groupOfMark = groups(reading);
    for (ReaderMark mark : reading.marks()) {
      marks.merge(mark.kind(), 1L, Long::sum);
      MarkCentroid centroid = MarkCentroid.of(mark);
      List<String> row = new ArrayList<>();
      row.addAll(List.of(uid, Integer.toString(mark.session()), mark.noduleId()));
      row.addAll(List.of(mark.kind().text(), Integer.toString(mark.rois().size())));
      row.add(Csv.text(centroid.column()));
      row.add(Csv.text(centroid.row()));
      row.add(Csv.text(centroid.zMm()));
      for (Rating rating : Rating.values()) {
        Integer given = mark.ratings().get(rating);
        row.add(given == null ? "" : given.toString());
      }
      if (grouped) {
        Integer group = groupOfMark.get(mark);
        row.add(group == null ? "" : group.toString());
      }
      rows.printRecord(row);
    }
  }

  private IdentityHashMap<ReaderMark, Integer> groups(CtReading reading) {
    IdentityHashMap<ReaderMark, Integer> groupOfMark = new IdentityHashMap<>();
    GroupingScale scale = scales.get(reading.header().seriesUid());
    List<ReaderMark> nodules =
        reading.marks().stream().filter(mark -> mark.kind() == MarkKind.NODULE).toList();
    if (scale == null) {
      marksWithoutScale += grouped ? nodules.size() : 0;
      return groupOfMark;
    }
    int number = 0;
    for (NoduleGroup group : NoduleGrouping.of(nodules, scale)) {
      number++;
      groups++;
      for (ReaderMark mark : group.marks()) {
        groupOfMark.put(mark, number);
      }
    }
    return groupOfMark;
  }

  /** XML files that were found; each is a series' reading or rejected. */
  public int files() {
    return files;
  }

  public int series() {
    return series;
  }

  /** Rows that were written, by kind; a kind without any is absent. A copy. */
  public Map<MarkKind, Long> marks() {
    return new HashMap<>(marks);
  }

  /** Nodules that marks were grouped into. */
  public int groups() {
    return groups;
  }

  /** Marks of 3 mm and more that could not be grouped: the scale of their series is not given. */
  public int marksWithoutScale() {
    return marksWithoutScale;
  }

  /** Files that are not in the table, and why. */
  public List<Rejection> rejections() {
    return List.copyOf(rejections);
  }
}
