package org.nodulens.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.SliceHeader;

/** Names files as ledgers do: relative to the dataset's root, with {@code /}. */
public record RootedPaths(Path root) {
  public String of(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /** The folder of a series, taken from one of its slices. */
  public String folderOf(SliceHeader slice) {
    Path folder = slice.path().getParent();
    return folder == null ? "" : of(folder);
  }

  /** A rejected series as the ledger has it. */
  Rejection rejection(RejectedSeries series) {
    String folder = folderOf(series.slices().get(0));
    return Rejection.ofSeries(folder, series.uid(), series.code(), series.detail());
  }

  /** All that a scan rejected: files, then series. */
  public List<Rejection> rejections(SeriesScan scan) {
    List<Rejection> rejections = new ArrayList<>();
    for (RejectedFile file : scan.rejectedFiles()) {
      rejections.add(Rejection.ofFile(file.path(), file.code(), file.detail()));
    }
    scan.rejectedSeries().forEach(series -> rejections.add(rejection(series)));
    return rejections;
  }
}
