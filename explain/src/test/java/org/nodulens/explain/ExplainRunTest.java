package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.PatientPoint;
import org.nodulens.report.ExplainRun;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.View;
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
              "b_.._2-attention-axial.png",
              "b_.._2-cdam-malignancy-axial.png",
              "b_.._2-cdam-texture-axial.png");
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
}
