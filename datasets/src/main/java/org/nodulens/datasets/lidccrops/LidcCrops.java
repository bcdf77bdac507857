package org.nodulens.datasets.lidccrops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.GridSize;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.CutCrop;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.NpyFile;
import org.nodulens.volumeio.NpyType;

/**
 * Crops that were cut before: they keep their grid, nothing is interpolated. What is unknown stays
 * so: the place in x and y, the distance of slices.
 */
public final class LidcCrops implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "lidc-crops";

  private static final int FILES = 3;

  private final Path root;
  private final NpyFile crops;

  private LidcCrops(Path root, NpyFile crops) {
    this.root = root;
    this.crops = crops;
  }

  /**
   * Opens the folder.
   *
   * @throws FormatException if it holds no {@code crops.npy} of int16 images
   */
  public static LidcCrops open(Path root) throws IOException {
    Path file = root.resolve("crops.npy");
    if (!file.toFile().isFile()) {
      throw new FormatException(root + " holds no crops.npy");
    }
    NpyFile crops = NpyFile.open(file);
    int[] shape = crops.shape();
    if (crops.dtype() != NpyType.INT16 || shape.length != 3 || shape[1] < 1 || shape[2] < 1) {
      throw new FormatException(file + " must be an int16 array (nodules, rows, columns)");
    }
    return new LidcCrops(root, crops);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    GridSize size = new GridSize(crops.shape()[2], crops.shape()[1], 1);
    return new CropSetHeader(size, Optional.empty(), NAME, Map.of());
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public Survey survey() throws IOException {
    ReaderContours contours = ReaderContours.read(root.resolve("contours.csv"));
    CropCopier copier = new CropCopier(crops, contours);
    Map<String, List<CSVRecord>> rowsBySeries = new LinkedHashMap<>();
    Set<String> noduleIds = new HashSet<>();
    Path nodules = root.resolve("nodules.csv");
    for (CSVRecord row : Table.read(nodules, CropCopier.COLUMNS)) {
      if (!noduleIds.add(row.get("nodule_id"))) {
        throw new FormatException(nodules + " has nodule_id " + row.get("nodule_id") + " twice");
      }
      rowsBySeries.computeIfAbsent(row.get("series_uid"), uid -> new ArrayList<>()).add(row);
    }
    List<SeriesTask> tasks = new ArrayList<>();
    rowsBySeries.forEach((uid, rows) -> tasks.add(new Series(uid, rows, copier)));
    return new Survey(FILES, FILES, tasks, List.of());
  }

  private record Series(String seriesUid, List<CSVRecord> rows, CropCopier copier)
      implements SeriesTask {
    @Override
    public SeriesOutcome run(CropOptions options) throws IOException {
      List<CutCrop> cut = new ArrayList<>();
      List<Rejection> rejections = new ArrayList<>();
      for (CSVRecord row : rows) {
        try {
          cut.add(copier.copy(row));
        } catch (FormatException e) {
          rejections.add(
              Rejection.ofNodule(seriesUid, row.get("nodule_id"), "bad-row", e.reason()));
        }
      }
      return new SeriesOutcome.Ingested(cut, rejections);
    }
  }
}
