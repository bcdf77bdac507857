package org.nodulens.imagej;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.plugin.FolderOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.datasets.phantom.PhantomStudy;

/** CT series to open, each with a place in it. */
record Series(Path folder, PatientPoint point) {
  private static final PhantomOptions SMALL = new PhantomOptions(1, 8, 384, 270, 84, 1);

  /** A made-up chest, and the middle of its largest nodule. */
  static Series phantom(Path folder) {
    return phantom(SMALL, folder);
  }

  /** One patient's, and the middle of the largest nodule. */
  static Series phantom(PhantomOptions options, Path folder) {
    try {
      Phantom.write(options, folder, patient -> {});
      return new Series(onlySeries(folder), nodules(options).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The middles of the chest's nodules, the largest first. */
  static List<PatientPoint> phantomNodules() {
    return nodules(SMALL);
  }

  private static List<PatientPoint> nodules(PhantomOptions options) {
    return PhantomStudy.draw(options, 1).nodules().stream()
        .sorted(Comparator.comparingDouble(truth -> -truth.asNodule().diameterMm().orElse(0)))
        .map(truth -> truth.asNodule().center())
        .toList();
  }

  /** The series of Lung-PET-CT-Dx (Li et al. 2020, TCIA, CC BY 4.0), in or near their tumours. */
  static List<Series> real() {
    Path root = Path.of(System.getProperty("nodulens.data", "../../shared/data"), "lung-pet-ct-dx");
    assumeTrue(
        Files.isDirectory(root),
        "skipped: the real-data folder has no lung-pet-ct-dx (NODULENS_DATA names it)");
    return List.of(
        new Series(root.resolve("Lung_Dx-A0001/series-2"), new PatientPoint(40.5, 198.2, -209)),
        new Series(root.resolve("Lung_Dx-A0002/series-3"), new PatientPoint(-62.6, -97.3, 212)));
  }

  ImagePlus open(String options) {
    ImagePlus image = FolderOpener.open(folder.toString(), options);
    IJ.redirectErrorMessages(false);
    return image;
  }

  /** Opened, with its point selected, and the current image of whatever runs next. */
  ImagePlus openMarked() throws RefusedException {
    ImagePlus image = open("");
    PointRoi roi = roi(image, point);
    image.setSlice(roi.getPosition());
    image.setRoi(roi);
    WindowManager.setTempCurrentImage(image);
    return image;
  }

  /** A selection at the pixel nearest to a place, with its slice. */
  static PointRoi roi(ImagePlus image, PatientPoint place) throws RefusedException {
    CtStack stack = CtStack.of(image, Optional.empty());
    VoxelPoint voxel = stack.geometry().toVoxel(place);
    PointRoi roi = new PointRoi((int) Math.round(voxel.column()), (int) Math.round(voxel.row()));
    roi.setPosition(stack.stackSlice((int) Math.round(voxel.slice())));
    return roi;
  }

  private static Path onlySeries(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".dcm"))
          .map(Path::getParent)
          .findFirst()
          .orElseThrow();
    }
  }
}
