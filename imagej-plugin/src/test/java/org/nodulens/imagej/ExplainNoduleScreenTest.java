package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.overlay.SliceHeat;

/**
 * As a person would: ImageJ with the jar in its plugins folder, a series, a point, the menu, the
 * dialog, a look at the screen; then the line that the recorder wrote, run again.
 */
class ExplainNoduleScreenTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  /** Shades of 255: two roundings, and opacity in hundredths. */
  private static final int SHADES = 3;

  private static final int LOWEST_SHOWN = 100;
  private static final int HIGHEST_SHOWN = 1300;

  @TempDir Path folder;

  @Test
  void the_menu_puts_the_expected_map_on_the_screen_and_the_recorded_line_runs_again()
      throws Exception {
    InstalledImageJ imagej = InstalledImageJ.in(folder.resolve("imagej"));
    Series series = Series.phantom(folder.resolve("phantom"));
    ImagePlus image = series.open("");
    mark(image, series);
    try (Screen screen = Screen.open()) {
      Path found = folder.resolve("found");
      String prepare =
          String.format(
              "%s run(\"Record...\"); call(\"org.nodulens.imagej.ScreenProbe.watch\", \"%s\");"
                  + " File.saveString(\"\", \"%s\");",
              opening(series, image), found, folder.resolve("ready"));
      screen.start(imagej.running("-macro", "prepare", prepare));
      assertThat(Screen.waits(LONG, () -> Files.exists(folder.resolve("ready")))).isTrue();
      InstalledImageJ.choose(screen, 0, "Explain Nodule");
      screen.does("key", "Return"); // OK
      assertThat(Screen.waits(LONG, () -> Files.exists(found))).isTrue();

      List<String> lines = Files.readAllLines(found);
      ExplainedNodule expected = SamePredictionTest.explain(image, "malignancy", "cdam");
      assertThat(Double.parseDouble(lines.get(3)))
          .isCloseTo(expected.prediction().value(), within(1e-6));
      requireMap(screen.picture(folder.resolve("screen.png")), lines, expected);

      assertThat(lines.get(5)).as("what the point became").isEqualTo("Traced");
      assertThat(lines.get(4))
          .contains("run(\"Explain Nodule...\", \"model=embedded task=malignancy estimator=cdam");
      Path table = folder.resolve("results.csv");
      String again =
          String.format(
              "%s %s saveAs(\"Results\", \"%s\");", opening(series, image), lines.get(4), table);
      screen.start(imagej.running("-batch", "again", again));
      assertThat(Screen.waits(LONG, () -> Files.exists(table))).isTrue();
      assertThat(Files.readString(table)).contains("malignancy");
    }
  }

  /** A point at the nodule, and a fixed window. */
  private static void mark(ImagePlus image, Series series) throws RefusedException {
    CtStack stack = CtStack.of(image, Optional.empty());
    VoxelPoint voxel = stack.geometry().toVoxel(series.point());
    image.setSlice(stack.stackSlice((int) Math.round(voxel.slice())));
    image.setRoi(new PointRoi((int) Math.round(voxel.column()), (int) Math.round(voxel.row())));
    image.setDisplayRange(LOWEST_SHOWN, HIGHEST_SHOWN);
  }

  private static String opening(Series series, ImagePlus image) {
    return String.format(
        "File.openSequence(\"%s\"); setSlice(%d); setMinAndMax(calibrate(%d), calibrate(%d));"
            + " makePoint(%d, %d);",
        series.folder(),
        image.getCurrentSlice(),
        LOWEST_SHOWN,
        HIGHEST_SHOWN,
        (int) image.getRoi().getXBase(),
        (int) image.getRoi().getYBase());
  }

  private static void requireMap(BufferedImage screen, List<String> found, ExplainedNodule nodule) {
    int left = Integer.parseInt(found.get(0));
    int top = Integer.parseInt(found.get(1));
    double magnification = Double.parseDouble(found.get(2));
    SliceMap marked = nodule.slice(nodule.placed().slice()).orElseThrow();
    SliceHeat expected = MapOverlay.heat(nodule, marked, MapOverlay.scale(List.of(nodule), 100));
    ImageProcessor shown = nodule.image().getProcessor();
    shown.setMinAndMax(LOWEST_SHOWN, HIGHEST_SHOWN);
    ImageProcessor grey = shown.convertToByte(true);
    int colored = 0;
    int wrong = 0;
    for (int row = expected.top(); row < expected.top() + expected.rows(); row++) {
      for (int column = expected.left(); column < expected.left() + expected.columns(); column++) {
        int x = left + (int) ((column + 0.5) * magnification);
        int y = top + (int) ((row + 0.5) * magnification);
        int seen = screen.getRGB(x, y);
        float value = expected.value(column, row);
        double alpha = Math.round(Math.abs(value) * 16) / 16.0 * 0.65;
        int color = value < 0 ? 0x3fa9ff : 0xff6a1a;
        colored += alpha > 0 ? 1 : 0;
        wrong += isNear(seen, grey.get(column, row), color, alpha) ? 0 : 1;
      }
    }
    assertThat(colored).as("pixels with colour").isGreaterThan(30);
    assertThat(wrong).as("pixels that are not the expected ones").isZero();
  }

  private static boolean isNear(int seen, int grey, int color, double alpha) {
    for (int shift = 16; shift >= 0; shift -= 8) {
      double expected = grey + alpha * ((color >> shift & 255) - grey);
      if (Math.abs((seen >> shift & 255) - expected) > SHADES) {
        return false;
      }
    }
    return true;
  }
}
