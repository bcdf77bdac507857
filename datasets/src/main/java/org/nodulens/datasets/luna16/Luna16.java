package org.nodulens.datasets.luna16;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.ScanFault;
import org.nodulens.datasets.ScanFolder;
import org.nodulens.datasets.Survey;
import org.nodulens.datasets.points.PointMatch;
import org.nodulens.datasets.points.PointTable;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/**
 * A folder with {@code annotations.csv} and, anywhere below it, the scans: LUNA16's MetaImages, or
 * the DICOM series of LIDC-IDRI that they were made of.
 */
public final class Luna16 implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "luna16";

  private static final String ANNOTATIONS = "annotations.csv";

  /** The better one first: the challenge keeps the other for completeness. */
  private static final List<String> CANDIDATES = List.of("candidates_V2.csv", "candidates.csv");

  /** Masks that bear the names of the scans. */
  private static final String LUNG_MASKS = "seg-lungs";

  private final Path root;
  private final Luna16Options options;
  private final Map<String, Path> tables;
  private final PointTable points;

  private Luna16(Path root, Luna16Options options, Map<String, Path> tables, PointTable points) {
    this.root = root;
    this.options = options;
    this.tables = tables;
    this.points = points;
  }

  /**
   * Reads the tables.
   *
   * @throws FormatException if one is missing, or none
   */
  public static Luna16 open(Path root, Luna16Options options) throws IOException {
    Map<String, Path> tables = new LinkedHashMap<>();
    PointTable points =
        new PointTable(options.candidates() ? List.of(Luna16Tables.CLASS_LABEL) : List.of());
    tables.put("annotations", require(root, List.of(ANNOTATIONS)));
    Luna16Tables.addAnnotations(tables.get("annotations"), points);
    if (options.candidates()) {
      tables.put("candidates", require(root, CANDIDATES));
      Luna16Tables.addCandidates(tables.get("candidates"), points);
    }
    if (options.patients().isPresent()) {
      tables.put("patients", options.patients().get());
      SeriesPatients.read(tables.get("patients")).forEach(points::setPatient);
    }
    return new Luna16(root, options, tables, points);
  }

  private static Path require(Path root, List<String> names) throws FormatException {
    return names.stream()
        .map(root::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new FormatException(root + " holds no " + String.join(" or ", names)));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The tables' hashes are part of it: crops of other tables are another set. */
  @Override
  public CropSetHeader header(CropOptions crops) throws IOException {
    CropSetHeader grid = crops.header(NAME, options.tilt());
    Map<String, Object> all = new LinkedHashMap<>(grid.options());
    for (Map.Entry<String, Path> table : tables.entrySet()) {
      all.put(table.getKey() + "_sha256", Sha256.of(table.getValue()));
    }
    return new CropSetHeader(grid.size(), grid.spacing(), grid.source(), all);
  }

  @Override
  public List<String> labels() {
    return points.labels();
  }

  @Override
  public Survey survey() throws IOException {
    return PointMatch.survey(
        points,
        ScanFolder.find(root, options.tilt(), new ArrayList<>(tables.values()), this::refusal),
        PointMatch.Unmentioned.HAS_NO_NODULE);
  }

  private Optional<ScanFault> refusal(Path file) {
    if (root.equals(file.getParent())
        && CANDIDATES.contains(file.getFileName().toString())
        && !tables.containsValue(file)) {
      return Optional.of(new ScanFault("not-used", "candidates that were not asked for"));
    }
    for (Path folder : root.relativize(file)) {
      if (folder.toString().toLowerCase(Locale.ROOT).startsWith(LUNG_MASKS)) {
        return Optional.of(new ScanFault("lung-mask", "a mask of the lungs, no scan"));
      }
    }
    return Optional.empty();
  }
}
