package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.gui.PointRoi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialog of Explain Nodule... while somebody moves its slider, and after Escape. */
class PreviewScreenTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void the_overlay_follows_the_slider_and_escape_takes_it_back() throws Exception {
    InstalledImageJ imagej = InstalledImageJ.in(folder.resolve("imagej"));
    Series series = Series.phantom(folder.resolve("phantom"));
    PointRoi point = Series.roi(series.open(""), series.point());
    String macro =
        String.format(
            "File.openSequence(\"%s\"); setSlice(%d); makePoint(%d, %d);"
                + " call(\"org.nodulens.imagej.ScreenProbe.tell\", \"%s\");"
                + " File.saveString(\"\", \"%s\");",
            series.folder(),
            point.getPosition(),
            (int) point.getXBase(),
            (int) point.getYBase(),
            state(),
            folder.resolve("ready"));
    try (Screen screen = Screen.open()) {
      screen.start(imagej.running("-macro", "open", macro));
      assertThat(Screen.waits(LONG, () -> Files.exists(folder.resolve("ready")))).isTrue();
      InstalledImageJ.choose(screen, 0, "Explain Nodule");
      // The strongest colour has the preset 65 % where an element's middle is a pixel's, else less.
      requireState("colours", now -> opacity(now) > 40 && opacity(now) <= 65);
      Thread.sleep(2000); // the other slices' maps come, and with them the final scale
      int preset = opacity(read());

      List<String> shown = read();
      int beside = Integer.parseInt(shown.get(3)) - 30; // left of the knob: less
      screen.does("mousemove", String.valueOf(beside), shown.get(4));
      screen.does("click", "1");
      requireState("less, while the dialog is open", now -> opacity(now) < preset);
      assertThat(opacity(read())).isPositive();
      assertThat(screen.shows("Explain Nodule")).isTrue();

      screen.does("key", "Escape");
      assertThat(Screen.waits(LONG, () -> !screen.shows("Explain Nodule"))).isTrue();
      requireState(
          "no overlay, no result, the point",
          now -> now.subList(0, 3).equals(List.of("0", "0", "Point")));
    }
  }

  private Path state() {
    return folder.resolve("state");
  }

  private static int opacity(List<String> lines) {
    return Integer.parseInt(lines.get(0));
  }

  private void requireState(String what, Predicate<List<String>> isSo) throws InterruptedException {
    assertThat(Screen.waits(LONG, () -> isSo.test(read()))).as(what).isTrue();
  }

  private List<String> read() {
    try {
      return Files.readAllLines(state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
