package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.PointRoi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A macro in an ImageJ of its own, with the packaged jar and without a screen. */
class HeadlessMacroTest {
  @TempDir Path folder;

  @Test
  void a_macro_explains_saves_and_exports_a_phantoms_nodule() throws Exception {
    requireExplainedWithoutScreen(Series.phantom(folder.resolve("phantom")));
  }

  @Test
  void a_macro_explains_saves_and_exports_a_real_nodule() throws Exception {
    requireExplainedWithoutScreen(Series.real().get(0));
  }

  private void requireExplainedWithoutScreen(Series series) throws Exception {
    ImagePlus image = series.openMarked();
    PointRoi point = (PointRoi) image.getRoi();
    String macro =
        String.join(
            "\n",
            "File.openSequence(\"" + series.folder() + "\");",
            String.format(
                "setSlice(%d); makePoint(%d, %d);",
                point.getPosition(), (int) point.getXBase(), (int) point.getYBase()),
            "plugin = \"org.nodulens.imagej.NodulensPlugIn.run\";",
            "print(call(plugin, \"explain\", \"task=malignancy estimator=cdam outline\"));",
            "print(d2s(getResult(\"Prediction\", 0), 9));",
            "print(selectionType());",
            "print(call(plugin, \"export\", \"format=volume file=[" + file("a map.nii") + "]\"));",
            "print(call(plugin, \"explain\", \"task=beauty\"));",
            "Table.save(\"" + file("results.csv") + "\");");
    List<String> said = said(macro);
    ExplainedNodule expected = SamePredictionTest.explain(image, "malignancy", "cdam");
    assertThat(said).as("lines of %s", said).hasSize(5);
    assertThat(said.get(0)).isEmpty();
    assertThat(Double.parseDouble(said.get(1)))
        .isCloseTo(expected.prediction().value(), within(1e-6));
    assertThat(said.get(2)).as("traced, or of several parts").isIn("4", "9");
    assertThat(said.get(3)).isEmpty();
    assertThat(said.get(4)).contains("task is one of [malignancy");
    assertThat(file("a map.nii")).isNotEmptyFile();
    assertThat(Files.readAllLines(file("results.csv"))).hasSize(1 + 1);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> said(String macro) throws Exception {
    ProcessBuilder imagej = InstalledImageJ.in(file("imagej")).headless("macro", macro);
    imagej.environment().remove("DISPLAY");
    Process process =
        imagej.redirectErrorStream(true).redirectOutput(file("said").toFile()).start();
    boolean ended = process.waitFor(4, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("ended by itself").isTrue();
    return linesOf(file("said"));
  }

  private static List<String> linesOf(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("WARNING: ")) // a newer Java's, of native libraries
        .toList();
  }
}
