package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} on crop sets and heads that are less usual. */
class ExplainRoadTest {
  private static final int PATIENTS = 12;
  private static final int NPY_HEADER_BYTES = 128;
  private static final List<String> KINDS = List.of("carcinoma", "granuloma", "metastasis");

  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;

  @BeforeAll
  static void train_on_nodules_of_three_kinds() throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), PATIENTS);
    crops = folder.resolve("crops");
    succeed("ingest --dataset lidc-crops --root " + root + " --out " + crops);
    int[] number = {0};
    rewrite(
        crops.resolve("manifest.csv"),
        row -> row.put("label_kind", KINDS.get(number[0]++ % KINDS.size())));
    Path trunk = folder.resolve("trunk");
    succeed(
        "train --preset tiny --tasks malignancy --folds 2 --epochs 1 --crops "
            + crops
            + " --out "
            + trunk);
    model = folder.resolve("kinds");
    succeed(
        "train --layers head --hidden 8 --tasks malignancy,kind:multiclass --folds 2 --epochs 3"
            + " --backbone "
            + trunk
            + " --crops "
            + crops
            + " --out "
            + model);
  }

  private static Run succeed(String words) {
    Run run = Run.of(words.split(" "));
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private static List<CSVRecord> table(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  private static void rewrite(Path csv, Consumer<Map<String, String>> change) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (CSVRecord row : table(csv)) {
      Map<String, String> values = new LinkedHashMap<>(row.toMap());
      change.accept(values);
      rows.add(values);
    }
    try (Writer writer = Files.newBufferedWriter(csv);
        CSVPrinter printer = CSVFormat.RFC4180.print(writer)) {
      printer.printRecord(rows.get(0).keySet());
      for (Map<String, String> row : rows) {
        printer.printRecord(row.values());
      }
    }
  }

  @Test
  void of_several_classes_and_a_two_layer_head_the_likeliest_class_is_explained()
      throws IOException {
    Path out = folder.resolve("maps");
    succeed(
        "explain --methods cdam,token_ablation,input_x_gradient --overlays 1 --crops "
            + crops
            + " --model "
            + model
            + " --out "
            + out);
    Path predictions = folder.resolve("predictions");
    succeed("predict --crops " + crops + " --model " + model + " --out " + predictions);
    Map<String, String> likeliest = new LinkedHashMap<>();
    for (CSVRecord row : table(predictions.resolve("predictions.csv"))) {
      if (row.get("task").equals("kind")) {
        likeliest.put(row.get("crop_id"), row.get("prediction"));
      }
    }
    List<CSVRecord> maps =
        table(out.resolve("maps.csv")).stream()
            .filter(row -> row.get("task").equals("kind"))
            .toList();
    assertThat(maps).hasSize(3 * 2 * PATIENTS);
    assertThat(maps)
        .allSatisfy(
            row -> {
              assertThat(row.get("prediction")).isEqualTo(likeliest.get(row.get("crop_id")));
              assertThat(Double.parseDouble(row.get("maximum")))
                  .isGreaterThan(Double.parseDouble(row.get("minimum")));
            });
    try (Stream<Path> pictures = Files.list(out.resolve("overlays"))) {
      assertThat(pictures.map(file -> file.getFileName().toString()))
          .contains("lidc-crops-1-cdam-kind-axial.png");
    }
  }

  @Test
  void slices_of_a_nodule_of_unknown_extent_are_one_and_the_last_line_says_so() throws IOException {
    Path bare = folder.resolve("bare");
    Files.createDirectory(bare);
    try (Stream<Path> files = Files.list(crops)) {
      for (Path file : files.toList()) {
        Files.copy(file, bare.resolve(file.getFileName()));
      }
    }
    rewrite(bare.resolve("manifest.csv"), row -> row.put("diameter_mm", ""));
    Path masks = bare.resolve("masks-00000.npy");
    byte[] emptied = Files.readAllBytes(masks);
    Arrays.fill(emptied, NPY_HEADER_BYTES, emptied.length, (byte) 0);
    Files.write(masks, emptied);
    String words =
        "explain --methods cdam --tasks malignancy --overlays 0 --slices nodule --model ";
    Run unknown = succeed(words + model + " --crops " + bare + " --out " + folder.resolve("one"));
    assertThat(unknown.out())
        .contains(2 * PATIENTS + " with the slice through the centre alone")
        .contains("neither a mask nor a diameter");
    Run known = succeed(words + model + " --crops " + crops + " --out " + folder.resolve("all"));
    assertThat(known.out()).doesNotContain("through the centre alone");
  }
}
