package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.imagej.NodulensPlugIn.run;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.EmbeddedModel;

/** Compare Tasks..., Load Model... and About, by their keywords. */
class OtherCommandsTest {
  @TempDir Path folder;
  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  @Test
  void compared_tasks_and_estimators_are_panels_of_one_picture() throws Exception {
    List<ExplainedNodule> compared = new ArrayList<>();
    for (String method : List.of("cdam", "attention")) {
      compared.add(SamePredictionTest.explain(phantom.image(), "malignancy", method));
    }
    ImagePlus two = CompareTasks.montage(compared.subList(0, 1), 0.65);
    ImagePlus three = CompareTasks.montage(compared, 0.65);
    assertThat(two.getBitDepth()).isEqualTo(24);
    assertThat(three.getWidth()).isGreaterThan(two.getWidth());
    assertThat(three.getHeight()).isEqualTo(two.getHeight());
    assertThat(run("compare", "tasks=malignancy,texture estimators=cdam,cdam_value")).isEmpty();
    ImagePlus shown = WindowManager.getCurrentImage();
    assertThat(shown.getTitle()).startsWith("Comparison of ");
    assertThat(shown.getHeight()).isGreaterThan(three.getHeight()); // CT and four maps: two rows
    assertThat(ResultsTable.getResultsTable().size()).isZero(); // a picture, no row
  }

  @Test
  void what_cannot_be_compared_is_refused() {
    assertThat(run("compare", "tasks=malignancy,beauty")).contains("no task beauty", "malignancy");
    assertThat(run("compare", "estimators=cdam,guess")).contains("no estimator is called guess");
    assertThat(run("compare", "tasks=texture,texture")).contains("each once");
    assertThat(run("compare", "tasks=,")).contains("name one or more");
    phantom.image().deleteRoi();
    assertThat(run("compare", "")).contains("nothing is selected");
  }

  @Test
  void an_estimator_that_needs_pytorch_says_so_where_there_is_none() {
    assertThat(run("explain", "estimator=integrated_gradients"))
        .contains("integrated_gradients")
        .containsIgnoringCase("pytorch");
  }

  @Test
  void a_loaded_model_is_used_from_then_on() throws Exception {
    Path model = Files.createDirectories(folder.resolve("another model"));
    Path embedded = EmbeddedModel.open().path();
    for (String file : List.of("model.json", "model.safetensors")) {
      Files.copy(embedded.resolve(file), model.resolve(file));
    }
    assertThat(run("model", "folder=[" + model + "]")).isEmpty();
    assertThat(OpenModels.preset()).isEqualTo(model.toString());
    assertThat(run("explain", "model=[" + model + "]")).isEmpty();
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.getStringValue("Model", 0)).isEqualTo(model + " final");
    assertThat(run("explain", "")).isEmpty(); // a macro that names none means the embedded one
    assertThat(table.getStringValue("Model", 1)).isEqualTo("embedded final");
    assertThat(table.getValue("Prediction", 0)).isEqualTo(table.getValue("Prediction", 1));
    assertThat(run("model", "")).isEmpty(); // back to the embedded one
    assertThat(OpenModels.preset()).isEqualTo(EmbeddedModel.NAME);
  }

  @Test
  void a_keyword_within_a_bracketed_path_is_none() throws Exception {
    Path model = Files.createDirectories(folder.resolve("model [a] outline b"));
    for (String file : List.of("model.json", "model.safetensors")) {
      Files.copy(EmbeddedModel.open().path().resolve(file), model.resolve(file));
    }
    assertThat(run("explain", "model=[" + model + "]")).isEmpty();
    assertThat(phantom.image().getRoi().getTypeAsString()).isEqualTo("Point");
    assertThat(run("explain", "outline model=[" + model + "]")).isEmpty();
    assertThat(phantom.image().getRoi().getTypeAsString()).isEqualTo("Traced");
    assertThat(run("model", "folder=[" + model + "/]")).isEmpty(); // as a dialog's Browse has it
    assertThat(OpenModels.preset()).isEqualTo(model.toString());
  }

  @Test
  void what_is_no_model_is_not_loaded() {
    assertThat(run("model", "folder=[" + folder + "]")).contains("is no model folder");
    assertThat(OpenModels.preset()).isEqualTo(EmbeddedModel.NAME);
  }

  @Test
  void about_says_what_to_cite_and_what_it_is_not() {
    assertThat(About.text())
        .contains("arXiv:2312.02364", "For research use only", "Not a medical device")
        .doesNotContain("${");
    assertThat(run("about", "")).isEmpty();
    assertThat(run("nothing", "")).contains("there is no command nothing");
  }

  @Test
  void a_stack_of_mixed_spacing_or_of_two_series_or_times_is_refused() throws Exception {
    ImagePlus mixed = phantom.series().open("");
    int last = mixed.getStackSize();
    String label = mixed.getStack().getSliceLabel(last);
    mixed.getStack().setSliceLabel(label.replaceAll("(0020,000E[^\\n]*)", "$1.9"), last);
    refuses(mixed, "belongs to another series than the first");
    ImagePlus spacing = phantom.series().open("");
    String wide =
        spacing.getStack().getSliceLabel(last).replaceAll("(0028,0030[^:]*:) .*", "$1 9.5\\\\9.5");
    spacing.getStack().setSliceLabel(wide, last);
    refuses(spacing, "slices of different pixel spacing");
    ImagePlus channels = phantom.series().open("");
    if (channels.getStackSize() % 2 == 1) {
      channels.getStack().deleteLastSlice();
    }
    channels.setDimensions(1, channels.getStackSize() / 2, 2);
    refuses(channels, "2 time points: one CT volume is needed");
  }

  private static void refuses(ImagePlus stack, String because) {
    WindowManager.setTempCurrentImage(stack);
    stack.setRoi(50, 50, 9, 9);
    assertThat(run("explain", "")).contains(because);
  }

  @Test
  void the_stack_may_be_32_bits_deep() throws Exception {
    double before =
        SamePredictionTest.explain(phantom.image(), "malignancy", "cdam").prediction().score();
    ImagePlus deep = HuStack.ofFloats(phantom.image());
    WindowManager.setTempCurrentImage(deep);
    deep.setRoi(phantom.image().getRoi());
    deep.setSlice(phantom.image().getCurrentSlice());
    double after = SamePredictionTest.explain(deep, "malignancy", "cdam").prediction().score();
    assertThat(after).isEqualTo(before);
    assertThat(CtStack.of(deep, Optional.empty()).isPlaced()).isTrue();
  }
}
