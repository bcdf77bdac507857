package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;

/** The benchmark through the command, on small phantoms, whose readers drew contours. */
class BenchmarkCommandTest {
  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;
  private static Path benchmark;

  @BeforeAll
  static void ingest_train_and_benchmark() throws IOException {
    Path phantom = Files.createDirectory(folder.resolve("phantom"));
    Phantom.write(new PhantomOptions(4, 1, 128, 270, 84, 2), phantom, patient -> {});
    crops = folder.resolve("crops");
    Run ingest =
        Run.of("ingest", "--dataset", "phantom", "--root", phantom + "", "--out", crops + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    model = folder.resolve("model");
    Run train =
        Run.of(
            "train",
            "--crops",
            crops + "",
            "--tasks",
            "malignancy,diameter",
            "--preset",
            "tiny",
            "--folds",
            "2",
            "--epochs",
            "1",
            "--out",
            model + "");
    assertThat(train.status()).as(train.err()).isZero();
    benchmark = folder.resolve("benchmark");
    Run run = run(benchmark, "--sanity", "1", "--move-contours", "1,1");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("## Correctness", "of 4 patients", "contours_moved");
  }

  private static Run run(Path out, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("benchmark", "--model", model + "", "--crops", crops + "", "--sample", "1"));
    words.addAll(List.of("--methods", "cdam,attention", "--out", out + ""));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private static List<CSVRecord> table(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  @Test
  void every_score_of_every_method_and_control_is_a_number() throws IOException {
    List<CSVRecord> rows = table(benchmark.resolve("scores.csv"));
    Set<String> methods = rows.stream().map(row -> row.get("method")).collect(Collectors.toSet());
    assertThat(methods)
        .containsExactlyInAnyOrder(
            "cdam", "attention", "random", "centre", "contours", "contours_moved");
    for (String score :
        List.of(
            "area",
            "box",
            "box_1_8",
            "compactness",
            "class_correlation",
            "mass_1",
            "rank_1",
            "pointing_1_moved",
            "seconds",
            "sanity_head",
            "sanity_embedding")) {
      assertThat(rows)
          .anyMatch(row -> row.get("score").equals(score) && row.get("method").equals("cdam"));
    }
    for (String file : List.of("scores.csv", "crops.csv", "curves.csv", "benchmark.md")) {
      assertThat(Files.readString(benchmark.resolve(file))).doesNotContain("NaN", "Infinity");
    }
    assertThat(table(benchmark.resolve("crops.csv")))
        .allMatch(row -> Double.isFinite(Double.parseDouble(row.get("value"))))
        .allMatch(row -> row.get("model").startsWith("fold-"));
  }

  private static double mean(String score, String method) throws IOException {
    return table(benchmark.resolve("scores.csv")).stream()
        .filter(row -> row.get("score").equals(score) && row.get("method").equals(method))
        .filter(row -> row.get("task").equals("all"))
        .mapToDouble(row -> Double.parseDouble(row.get("mean")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void controls_are_worth_what_they_must_be() throws IOException {
    assertThat(mean("class_correlation", "attention")).isCloseTo(1, within(1e-9)); // no task
    assertThat(mean("class_correlation", "cdam")).isLessThan(1);
    assertThat(mean("mass_1", "contours")).isGreaterThan(0.6); // on the plane's pixels, not its own
    assertThat(mean("mass_1", "contours")).isGreaterThan(mean("mass_1", "random"));
    assertThat(mean("sanity_head", "attention")).isCloseTo(1, within(1e-9)); // head is behind
    assertThat(mean("sanity_head", "cdam")).isLessThan(1);
    assertThat(mean("sanity_embedding", "attention")).isLessThan(1);
  }

  @Test
  void the_page_stands_alone_and_pictures_lie_beside_it() throws IOException {
    String page = Files.readString(benchmark.resolve("benchmark.html"));
    assertThat(page).contains("<svg", "<table>").doesNotContain("src=", folder.toString());
    try (Stream<Path> files = Files.list(benchmark.resolve("figures"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("area.svg", "mass_2.svg", "curve_cdam.svg", "curve_random.svg");
    }
    assertThat(benchmark.resolve("unfinished")).doesNotExist();
  }

  /** A crop late in the sample: the last of the run of many methods. */
  private static String lateCrop() throws IOException {
    List<CSVRecord> rows = table(benchmark.resolve("crops.csv"));
    return rows.get(rows.size() - 1).get("crop_id");
  }

  /** Where a crop ends in the set's only shard, which is so many bytes long. */
  private static int lastByteOf(String cropId, int shardBytes) throws IOException {
    CropSet set = CropSet.open(crops);
    int behind = 0;
    for (CropRecord crop : set.records()) {
      behind = crop.cropId().equals(cropId) ? set.records().size() - 1 - crop.index() : behind;
    }
    return shardBytes - 1 - behind * 2 * Math.toIntExact(set.header().size().voxels());
  }

  @Test
  void a_run_that_was_cut_short_goes_on_behind_what_it_had_measured() throws IOException {
    Path shard = crops.resolve("crops-00000.npy");
    byte[] intact = Files.readAllBytes(shard);
    byte[] damaged = intact.clone();
    damaged[lastByteOf(lateCrop(), damaged.length)] ^= 1;
    Path out = folder.resolve("resumed");
    String[] words = {
      "benchmark",
      "--model",
      model + "",
      "--crops",
      crops + "",
      "--methods",
      "attention",
      "--tasks",
      "malignancy",
      "--sanity",
      "0",
      "--out",
      out + ""
    };
    Files.write(shard, damaged);
    Run cut = Run.of(words);
    Files.write(shard, intact);
    assertThat(cut.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(cut.err()).contains("SHA-256 differs");
    Path kept = folder.resolve("resumed.partial/files/unfinished/000000-scores.csv");
    List<CSVRecord> before = table(kept);
    assertThat(before).isNotEmpty();
    Run whole = Run.of(words);
    assertThat(whole.status()).as(whole.err()).isZero();
    List<CSVRecord> after = table(out.resolve("crops.csv"));
    for (int i = 0; i < before.size(); i++) { // the very seconds too: nothing was measured anew
      assertThat(after.get(i).toMap()).isEqualTo(before.get(i).toMap());
    }
    assertThat(after).hasSizeGreaterThan(before.size());
  }

  @Test
  void a_model_that_has_seen_the_patients_and_has_no_folds_is_refused() throws IOException {
    Path bare = folder.resolve("bare");
    assertThat(Run.of("export", "--model", model + "", "--out", bare + "").status()).isZero();
    Path out = folder.resolve("never");
    Run run = Run.of("benchmark", "--model", bare + "", "--crops", crops + "", "--out", out + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("no models of folds");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.partial")).doesNotExist();
  }

  @Test
  void mistakes_are_wrong_use() {
    Path out = folder.resolve("nothing");
    Run none =
        Run.of(
            "benchmark",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--sample",
            "0",
            "--out",
            out + "");
    assertThat(none.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(none.err()).contains("--sample must be at least 1");
    Run move = run(out, "--move-contours", "1");
    assertThat(move.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(move.err()).contains("COLUMNS,ROWS");
    assertThat(out).doesNotExist();
  }
}
