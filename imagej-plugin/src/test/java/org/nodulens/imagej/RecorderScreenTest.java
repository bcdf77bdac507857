package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.PointRoi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.EmbeddedModel;

/**
 * Every command by menu and dialog while ImageJ records; then the recorded lines as a macro in
 * another ImageJ, which must leave the same. All files have blanks and brackets in their paths.
 */
class RecorderScreenTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String ABOUT = "run(\"About Nodulens...\");"; // only shows a message
  private static final String WINDOWS = "(Explain|Compare|Concept|Export|Load) .*";

  @TempDir Path root;
  private Path folder = Path.of(""); // in the root, once there is one
  private final List<String> outcomes = new ArrayList<>();

  @Test
  void every_recorded_line_runs_again_and_leaves_the_same() throws Exception {
    folder = Files.createDirectories(root.resolve("study [1] of 2"));
    InstalledImageJ imagej = InstalledImageJ.in(root.resolve("imagej"));
    Series series = Series.phantom(folder.resolve("phantom"));
    Path model = Files.createDirectories(folder.resolve("model [a] b"));
    for (String file : List.of("model.json", "model.safetensors")) {
      Files.copy(EmbeddedModel.open().path().resolve(file), model.resolve(file));
    }
    String opening = opening(series);
    try (Screen screen = Screen.open()) {
      String start = "run(\"Record...\");" + call("tell", folder);
      screen.start(imagej.running("-macro", "start", opening + start));
      assertThat(Screen.waits(LONG, () -> Files.exists(folder.resolve("outcome")))).isTrue();
      chooseAll(screen, model);
    }
    List<String> lines = read("recorded").lines().filter(line -> !ABOUT.equals(line)).toList();
    assertThat(read("recorded")).contains(ABOUT);
    String name = "model=[" + model + "] ";
    String rest = "estimator=cdam opacity=65 clipping=100";
    assertThat(lines)
        .containsSubsequence(
            "run(\"Load Model...\", \"folder=[" + model + "]\");",
            "run(\"Explain Nodule...\", \""
                + name
                + "task=malignancy "
                + rest
                + " outline show\");",
            "run(\"Export Map...\", \"format=volume kinds=sc file=[" + map() + "]\");",
            "run(\"Explain Selections from ROI Manager...\", \""
                + (name + "task=malignancy " + rest + " rois=[]\");"),
            "run(\"Concept from ROIs...\", \"" + name + "name=concept " + rest + " rois=[]\");",
            "run(\"Compare Tasks...\", \""
                + name
                + "tasks=malignancy,spiculation,texture,diameter"
                + " estimators=cdam opacity=65\");");
    assertThat(lines.stream().filter(line -> line.matches("run\\(\"" + WINDOWS)))
        .as("nothing of what was refused or cancelled")
        .hasSize(6);
    byte[] written = Files.readAllBytes(map());
    Files.delete(map());

    runAgain(opening, lines);
    assertThat(Files.readAllBytes(map())).isEqualTo(written);
  }

  private static String opening(Series series) throws RefusedException {
    ImagePlus image = series.open("");
    StringBuilder macro = new StringBuilder("File.openSequence(\"" + series.folder() + "\");");
    for (int nodule : List.of(1, 0)) {
      PointRoi point = Series.roi(image, Series.phantomNodules().get(nodule));
      macro.append(
          String.format(
              "setSlice(%d); makePoint(%d, %d); roiManager(\"add\");",
              point.getPosition(), (int) point.getXBase(), (int) point.getYBase()));
    }
    return macro.toString();
  }

  private static String call(String what, Path file) {
    return "call(\"org.nodulens.imagej.OutcomeProbe." + what + "\", \"" + file + "\");";
  }

  private Path map() {
    return folder.resolve("map [a] b.nii");
  }

  private void chooseAll(Screen screen, Path model) throws Exception {
    InstalledImageJ.choose(screen, 6, "About Nodulens");
    screen.does("key", "Return");
    requireGone(screen, "About Nodulens");
    InstalledImageJ.choose(screen, 5, "Nodulens"); // Export Map... has nothing to export yet
    screen.does("key", "Return");
    requireGone(screen, "Nodulens");
    InstalledImageJ.choose(screen, 3, "Concept from ROIs");
    screen.does("key", "Escape");
    requireGone(screen, "Concept from ROIs");

    InstalledImageJ.choose(screen, 4, "Load Model");
    screen.does("type", model.toString());
    accept(screen, "Load Model", () -> true);
    InstalledImageJ.choose(screen, 0, "Explain Nodule");
    accept(screen, "Explain Nodule", () -> read("outcome").contains("Traced"));
    InstalledImageJ.choose(screen, 5, "Export Map");
    screen.does("key", "Tab"); // from the format to the kinds
    screen.does("key", "Tab"); // to the file
    screen.does("type", map().toString());
    accept(screen, "Export Map", () -> Files.exists(map()));
    InstalledImageJ.choose(screen, 2, "Explain Selections");
    accept(screen, "Explain Selections", () -> rows() == 3);
    InstalledImageJ.choose(screen, 3, "Concept from ROIs");
    accept(screen, "Concept from ROIs", () -> rows() == 4);
    InstalledImageJ.choose(screen, 1, "Compare Tasks");
    accept(screen, "Compare Tasks", () -> read("outcome").contains("Comparison of "));
  }

  /** Waits for the command's end, and for its line. */
  private void accept(Screen screen, String window, BooleanSupplier done) throws Exception {
    screen.does("key", "Return");
    requireGone(screen, window);
    String line = "run(\"" + window;
    assertThat(Screen.waits(LONG, () -> done.getAsBoolean() && read("recorded").contains(line)))
        .as("%s done and recorded in%n%s%n%s", window, read("recorded"), read("outcome"))
        .isTrue();
    Thread.sleep(1000); // what is shown after the end
    outcomes.add(read("outcome"));
  }

  private static void requireGone(Screen screen, String window) throws InterruptedException {
    assertThat(Screen.waits(LONG, () -> !screen.shows(window))).as("%s closed", window).isTrue();
  }

  private long rows() {
    return read("outcome").lines().filter(line -> line.contains("\t")).count();
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void runAgain(String opening, List<String> lines) throws Exception {
    InstalledImageJ another = InstalledImageJ.in(root.resolve("another imagej"));
    StringBuilder macro = new StringBuilder(opening).append('\n');
    int count = 0;
    for (String line : lines) {
      macro.append(line).append('\n');
      if (line.matches("run\\(\"" + WINDOWS)) {
        macro.append(call("tellOnce", folder.resolve("again-" + count++))).append('\n');
      }
    }
    Path last = folder.resolve("again-" + (count - 1));
    try (Screen screen = Screen.open()) {
      screen.start(another.running("-macro", "recorded", macro.toString()));
      assertThat(Screen.waits(LONG, () -> Files.exists(last))).as(macro.toString()).isTrue();
    }
    for (int i = 0; i < count; i++) {
      assertThat(read("again-" + i)).as(lines.toString()).isEqualTo(outcomes.get(i));
    }
  }
}
