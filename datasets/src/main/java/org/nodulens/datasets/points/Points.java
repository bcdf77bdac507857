package org.nodulens.datasets.points;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.FileRule;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.ScanFolder;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/** A table of points and, anywhere below a folder, the scans that they lie in. */
public final class Points implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "points";

  private final Path root;
  private final Path file;
  private final PointsFile table;
  private final TiltHandling tilt;

  private Points(Path root, Path file, PointsFile table, TiltHandling tilt) {
    this.root = root;
    this.file = file;
    this.table = table;
    this.tilt = tilt;
  }

  /**
   * Reads the table.
   *
   * @throws FormatException if it is none
   */
  public static Points open(Path root, Path table) throws IOException {
    return new Points(root, table, PointsFile.read(table), TiltHandling.REFUSE);
  }

  /**
   * The table is the one .csv file right in the folder.
   *
   * @throws FormatException if there is none, or several
   */
  public static Points open(Path root) throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.list(root)) {
      tables = files.filter(Points::isTable).toList();
    }
    if (tables.size() != 1) {
      throw new FormatException(
          root + " holds " + tables.size() + " .csv files; expected one, or to be told which");
    }
    return open(root, tables.get(0));
  }

  private static boolean isTable(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv")
        && Files.isRegularFile(file);
  }

  /** The same points, scans of a tilted gantry treated in another way. */
  public Points with(TiltHandling handling) {
    return new Points(root, file, table, handling);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The table's hash is part of it: crops of another table are another set. */
  @Override
  public CropSetHeader header(CropOptions options) throws IOException {
    CropSetHeader grid = options.header(NAME, tilt);
    Map<String, Object> all = new LinkedHashMap<>(grid.options());
    all.put("points_sha256", Sha256.of(file));
    if (!table.passedOver().isEmpty()) {
      all.put("columns_passed_over", table.passedOver());
    }
    return new CropSetHeader(grid.size(), grid.spacing(), grid.source(), all);
  }

  @Override
  public boolean namesScanners() {
    return true;
  }

  @Override
  public List<String> labels() {
    return table.points().labels();
  }

  @Override
  public Survey survey() throws IOException {
    return PointMatch.survey(
        table.points(),
        ScanFolder.find(root, tilt, List.of(file), FileRule.NONE),
        PointMatch.Unmentioned.IS_REJECTED);
  }
}
