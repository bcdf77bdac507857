package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nodulens.vit.EmbeddedModel;

/**
 * For each test a made-up chest as ImageJ opens it, with its largest nodule marked and no results
 * yet; afterwards an ImageJ without an image and with its own model. The files are made once.
 */
final class MarkedPhantom implements BeforeEachCallback, AfterEachCallback {
  private static final String PREFERENCE = "nodulens.model";

  private @Nullable Series series;
  private @Nullable ImagePlus image;

  /** Files that go with the last test. */
  private record Made(Path folder, Series series) implements AutoCloseable {
    static Made make() {
      try {
        Path folder = Files.createTempDirectory("phantom");
        return new Made(folder, Series.phantom(folder.resolve("phantom")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      List<Path> files;
      try (Stream<Path> walked = Files.walk(folder)) {
        files = walked.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws RefusedException {
    series =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Made.class, key -> Made.make(), Made.class)
            .series();
    ResultsTable.getResultsTable().reset();
    image = series.openMarked();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    IJ.resetEscape();
    Prefs.set(PREFERENCE, EmbeddedModel.NAME);
    WindowManager.setTempCurrentImage(null);
  }

  /** The files that it is opened from. */
  Series series() {
    return Objects.requireNonNull(series);
  }

  /** The current image. */
  ImagePlus image() {
    return Objects.requireNonNull(image);
  }

  /**
   * A point at one of its nodules, on its slice.
   *
   * @param nodule from 0, the largest first
   */
  PointRoi nodule(int nodule, String name) throws RefusedException {
    PointRoi roi = Series.roi(image(), Series.phantomNodules().get(nodule));
    roi.setName(name);
    return roi;
  }

  /** A point in the air around the chest. */
  static PointRoi inTheAir(String name) {
    PointRoi roi = new PointRoi(4, 4);
    roi.setPosition(5);
    roi.setName(name);
    return roi;
  }
}
