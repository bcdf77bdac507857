package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.PointRoi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.EmbeddedModel;

/**
 * Every command by macro, in an ImageJ with a screen; by menu they run in {@link
 * RecorderScreenTest}.
 */
class CommandsScreenTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String CDAM = "estimator=cdam opacity=65 clipping=100";

  @TempDir Path folder;

  @Test
  void every_command_runs_from_a_macro_with_its_dialog_filled_in() throws Exception {
    InstalledImageJ imagej = InstalledImageJ.in(folder.resolve("imagej"));
    Series series = Series.phantom(folder.resolve("phantom"));
    ImagePlus image = series.open("");
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String file : List.of("model.json", "model.safetensors")) {
      Files.copy(EmbeddedModel.open().path().resolve(file), model.resolve(file));
    }
    PointRoi first = Series.roi(image, Series.phantomNodules().get(0));
    PointRoi second = Series.roi(image, Series.phantomNodules().get(1));
    String macro =
        String.join(
            "\n",
            "File.openSequence(\"" + series.folder() + "\"); ct = getImageID();",
            mark(first),
            "run(\"Explain Nodule...\", \"model=embedded task=malignancy " + CDAM + " outline\");",
            "run(\"Export Map...\", \"format=volume file=" + folder + "/map.nii\");",
            "run(\"Export Map...\", \"format=dicom kinds=sc,seg file=" + folder + "/objects\");",
            mark(first),
            "roiManager(\"add\");",
            mark(second),
            "roiManager(\"add\");",
            "run(\"Explain Selections from ROI Manager...\", \"model=embedded task=texture "
                + CDAM
                + "\");",
            "run(\"Concept from ROIs...\", \"model=embedded name=alike " + CDAM + "\");",
            "run(\"Compare Tasks...\", \"model=embedded tasks=malignancy,texture estimators=cdam"
                + " opacity=65\");",
            "saveAs(\"PNG\", \"" + folder + "/compared.png\");",
            "run(\"Load Model...\", \"folder=" + model + "\");",
            "selectImage(ct);",
            "run(\"Explain Nodule...\", \"model=" + model + " task=malignancy " + CDAM + "\");",
            "saveAs(\"Results\", \"" + folder + "/results.csv\");",
            "File.saveString(\"\", \"" + folder + "/done\");");
    try (Screen screen = Screen.open()) {
      screen.start(imagej.running("-macro", "all", macro));
      assertThat(Screen.waits(LONG, () -> Files.exists(folder.resolve("done"))))
          .as("the macro came to its end")
          .isTrue();
    }
    List<String> rows = Files.readAllLines(folder.resolve("results.csv"));
    assertThat(rows).hasSize(1 + 5);
    assertThat(rows.get(1)).contains("malignancy", "embedded final");
    assertThat(rows.get(2)).contains("texture");
    assertThat(rows.get(3)).contains("texture");
    assertThat(rows.get(4)).contains("alike");
    assertThat(rows.get(5)).contains("malignancy", model + " final");
    assertThat(folder.resolve("map.nii")).isNotEmptyFile();
    assertThat(folder.resolve("objects/sc-0001.dcm")).isNotEmptyFile();
    assertThat(folder.resolve("objects/seg-0001.dcm")).isNotEmptyFile();
    assertThat(folder.resolve("compared.png")).isNotEmptyFile();
  }

  private static String mark(PointRoi point) {
    return String.format(
        "setSlice(%d); makePoint(%d, %d);",
        point.getPosition(), (int) point.getXBase(), (int) point.getYBase());
  }
}
