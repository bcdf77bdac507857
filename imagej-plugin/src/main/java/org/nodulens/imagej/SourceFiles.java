package org.nodulens.imagej;

import ij.io.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;

/** The DICOM files that a stack was opened from. */
final class SourceFiles {
  /** Texts of positions have been read twice. */
  private static final double SAME_PLACE_MM = 0.01;

  private SourceFiles() {}

  /**
   * The stack's series, where it lies on disk.
   *
   * @throws RefusedException if it is not there, or no longer what the stack shows
   */
  static CtSeries of(CtStack stack) throws RefusedException, IOException {
    if (!stack.isPlaced()) {
      throw new RefusedException(
          "the stack was not opened from DICOM files, so DICOM objects could not refer to them;"
              + " export a volume, or open the DICOM series itself");
    }
    Path folder = folder(stack);
    List<CtSeries> found =
        CtSeriesScanner.scan(folder, file -> !folder.equals(file.getParent())).series().stream()
            .filter(series -> series.uid().equals(stack.seriesUid()))
            .filter(series -> isSame(series.geometry(), stack.geometry()))
            .toList();
    if (found.size() != 1) {
      throw new RefusedException(
          folder
              + " no longer holds the DICOM files of this stack (series "
              + stack.seriesUid()
              + ", "
              + stack.geometry().size().slices()
              + " slices), to which DICOM objects must refer; export a volume, or open the series"
              + " from where it lies now");
    }
    return found.get(0);
  }

  private static Path folder(CtStack stack) throws RefusedException {
    @Nullable FileInfo file = stack.image().getOriginalFileInfo();
    @Nullable String folder = file == null ? null : file.directory;
    if (folder == null || folder.isEmpty() || !Files.isDirectory(Path.of(folder))) {
      throw new RefusedException(
          "this stack does not say which folder its DICOM files lie in, as duplicates do not, so"
              + " DICOM objects could not refer to them; export a volume, or use the stack that"
              + " was opened from the files");
    }
    return Path.of(folder);
  }

  private static boolean isSame(VolumeGeometry one, VolumeGeometry other) {
    Iterator<PatientPoint> corners = other.corners().iterator();
    return one.size().equals(other.size())
        && one.corners().stream()
            .allMatch(corner -> corner.minus(corners.next()).lengthMm() < SAME_PLACE_MM);
  }
}
