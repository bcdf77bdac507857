package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.report.ExplainRun;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.View;
import org.nodulens.volumeio.FloatVolumeFormat;
import org.nodulens.volumeio.NpyFile;

class ExplainRunTest {
  @TempDir private Path folder;

  private Path run(int overlays) throws Exception {
    ModelFolder model =
        TinyModel.write(
            folder.resolve("model"),
            TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.values())),
            TinyModel.weights(1));
    Path maps = folder.resolve("maps");
    var request =
        new ExplainRun.Request(
            List.of(Cdam.WHOLE, new AttentionMap()), model.description().tasks(), overlays);
    var identity = new ModelIdentity(model.weightsSha256(), "pytorch", "nodulens test");
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first());
        ExplainRun run = ExplainRun.into(maps, models, identity, request)) {
      run.explain(new NoduleSample("a-1", "", TinyModel.volume(), PatientPoint.ORIGIN, true));
      run.explain(
          new NoduleSample("b/../2", "", TinyModel.volume(), new PatientPoint(2, 1, 0), false));
    }
    return maps;
  }

  private static List<CSVRecord> table(Path maps) throws Exception {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(maps.resolve("maps.csv"), StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  @Test
  void every_row_of_the_table_points_at_its_map() throws Exception {
    Path maps = run(0);
    List<CSVRecord> rows = table(maps);
    assertThat(rows).hasSize(6); // two nodules: cdam for two tasks, attention for none
    for (CSVRecord row : rows) {
      String task = row.get("task").isEmpty() ? "" : "-" + row.get("task");
      NpyFile array = NpyFile.open(maps.resolve("maps-" + row.get("method") + task + "-00000.npy"));
      assertThat(array.shape()).containsExactly(2, 1, 4, 4);
      float least = Float.POSITIVE_INFINITY;
      float[] all = array.floats();
      int index = Integer.parseInt(row.get("index"));
      for (int i = index * 16; i < (index + 1) * 16; i++) {
        least = Math.min(least, all[i]);
      }
      assertThat(Float.parseFloat(row.get("minimum"))).isEqualTo(least);
    }
    assertThat(rows.get(0).get("axial_o_x")).isEqualTo("-6");
    assertThat(rows.get(0).get("axial_i_x")).isEqualTo("4");
    assertThat(rows.get(0).get("model")).isEqualTo("final");
    assertThat(rows.get(5).get("axial_o_x")).isEmpty(); // a place that is not the patient's
  }

  @Test
  void the_header_names_format_model_methods_and_passes() throws Exception {
    JsonNode header = new ObjectMapper().readTree(run(0).resolve("maps.json").toFile());
    assertThat(header.get("format").asText()).isEqualTo("nodulens-maps/1");
    assertThat(header.get("model_sha256").asText()).hasSize(64);
    JsonNode cdam = header.get("methods").get("cdam");
    assertThat(cdam.get("grid").asText()).isEqualTo("patch");
    assertThat(cdam.get("tasks")).hasSize(2);
    assertThat(cdam.get("symmetries")).hasSize(8);
    assertThat(header.get("methods").get("attention").get("tasks")).isEmpty();
  }

  @Test
  void pictures_come_for_as_many_nodules_as_asked_and_never_leave_their_folder() throws Exception {
    Path maps = run(2);
    try (var files = Files.list(maps.resolve("overlays"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "a-1-attention-axial.png",
              "a-1-cdam-malignancy-axial.png",
              "a-1-cdam-texture-axial.png",
              "a-1-comparison.png",
              "b_.._2-attention-axial.png",
              "b_.._2-cdam-malignancy-axial.png",
              "b_.._2-cdam-texture-axial.png",
              "b_.._2-comparison.png");
    }
    BufferedImage picture =
        ImageIO.read(maps.resolve("overlays/a-1-cdam-malignancy-axial.png").toFile());
    assertThat(picture.getHeight()).isGreaterThan(384);
  }

  @Test
  void a_second_run_gives_the_same_bytes() throws Exception {
    Path first = Files.move(run(1), folder.resolve("first"));
    Path second = run(1);
    for (String file :
        List.of(
            "maps.json",
            "maps.csv",
            "maps-cdam-malignancy-00000.npy",
            "overlays/a-1-cdam-texture-axial.png")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  private Path slices(List<View> views, SliceSpan span) throws Exception {
    ModelFolder model =
        TinyModel.write(
            folder.resolve("model-of-slices"),
            TinyModel.input(views, List.of(Symmetry.IDENTITY)),
            TinyModel.weights(1));
    Path maps = folder.resolve("maps-of-slices");
    var request =
        new ExplainRun.Request(
            List.of(Cdam.WHOLE),
            List.of(model.description().tasks().get(0)),
            List.of(),
            1,
            /* judges= */ false,
            Optional.of(FloatVolumeFormat.NII));
    var identity = new ModelIdentity(model.weightsSha256(), "pytorch", "nodulens test");
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first());
        ExplainRun run = ExplainRun.into(maps, models, identity, request)) {
      run.explain(
          new NoduleSample("a-1", "P-7", TinyModel.volume(), PatientPoint.ORIGIN, true), span);
      run.explain(new NoduleSample("b-2", "P-7", TinyModel.volume(), PatientPoint.ORIGIN, false));
    }
    return maps;
  }

  @Test
  void slices_fill_the_span_of_the_nodule_and_a_crop_without_place_has_no_volume()
      throws Exception {
    Path maps = slices(List.of(View.AXIAL), new SliceSpan(2, 3.9));
    List<CSVRecord> rows;
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(maps.resolve("volumes/volumes.csv"), StandardCharsets.UTF_8, format)) {
      rows = parser.getRecords();
    }
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("planes")).isEqualTo("6"); // -2 ... 3 mm, the volume's slices
    assertThat(rows.get(0).get("slab_mm")).isEqualTo("1");
    assertThat(rows.get(0).get("element_mm3")).isEqualTo("16"); // patches of 4 mm, slices of 1
    // 16 mm of voxel centres at whole mm from -8 to 8, both borders in: 17 x 17 or fewer, 6 slices
    int covered = Integer.parseInt(rows.get(0).get("covered_voxels"));
    assertThat(covered % 6).isZero();
    assertThat(covered / 6).isBetween(16 * 16, 17 * 17);
    byte[] volume = Files.readAllBytes(maps.resolve("volumes").resolve(rows.get(0).get("file")));
    assertThat(volume).hasSize(352 + 4 * 25 * 25 * 25);
    assertThat(rows.get(1).get("file")).isEmpty();
    assertThat(rows.get(1).get("missing_because")).startsWith("unknown geometry");
    assertThat(maps.resolve("overlays/a-1-montage.png")).exists();
    assertThat(maps.resolve("overlays/b-2-montage.png")).doesNotExist();
  }

  @Test
  void a_picture_says_how_it_was_made_and_nothing_of_the_patient() throws Exception {
    Path maps = slices(List.of(View.AXIAL), SliceSpan.around(2));
    String model =
        new ObjectMapper()
            .readTree(maps.resolve("maps.json").toFile())
            .get("model_sha256")
            .asText();
    for (String name : List.of("a-1-cdam-malignancy-axial", "a-1-comparison", "a-1-montage")) {
      String file =
          Files.readString(maps.resolve("overlays/" + name + ".png"), StandardCharsets.ISO_8859_1);
      String png = file.substring(0, file.indexOf("IDAT")); // all chunks before the pixels
      assertThat(png)
          .contains("tEXtmodel_sha256\0" + model)
          .contains("tEXtmethod\0cdam")
          .contains("tEXttask\0malignancy")
          .contains("tEXtscale\0cdam=")
          .contains("tEXtwindow_hu\0-1000.0 to 400.0")
          .doesNotContain("P-7")
          .doesNotContain("a-1");
    }
  }

  @Test
  void slices_of_a_model_of_three_views_are_refused() {
    assertThatThrownBy(() -> slices(List.of(View.values()), SliceSpan.around(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("models of one view");
  }

  @Test
  void three_views_make_one_volume() throws Exception {
    Path maps = slices(List.of(View.values()), SliceSpan.CENTER);
    List<String> lines = Files.readAllLines(maps.resolve("volumes/volumes.csv"));
    assertThat(lines.get(1)).startsWith("a-1,cdam,malignancy,a-1-cdam-malignancy.nii,3,4,64,");
  }

  @Test
  void a_mask_spans_as_far_as_its_outermost_voxels() {
    VolumeGeometry grid = TinyModel.volume().geometry();
    byte[] mask = new byte[25 * 25 * 25];
    mask[(9 * 25 + 4) * 25 + 12] = 1; // slice 9 lies 3 mm below the middle
    mask[(17 * 25 + 4) * 25 + 12] = 2; // 5 mm above
    assertThat(SliceSpan.of(mask, grid, PatientPoint.ORIGIN, grid.axes().normal()))
        .isEqualTo(new SliceSpan(3, 5));
    assertThat(SliceSpan.of(new byte[mask.length], grid, PatientPoint.ORIGIN, grid.axes().normal()))
        .isEqualTo(SliceSpan.CENTER);
  }
}
