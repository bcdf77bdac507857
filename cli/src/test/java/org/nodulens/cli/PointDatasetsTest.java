package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest --dataset points} and {@code luna16}: a phantom as DICOM and as volume files. */
class PointDatasetsTest {
  private static final CSVFormat TABLE =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  @TempDir private static Path folder;
  private static Path phantom;
  private static List<CSVRecord> truth;
  private static Path volumes;

  @BeforeAll
  static void make_a_phantom_and_its_volumes() throws IOException {
    phantom = folder.resolve("phantom");
    Run made =
        Run.of(
            "phantom",
            "--matrix",
            "128",
            "--field-of-view",
            "270",
            "--height",
            "60",
            "--patients",
            "2",
            "--seed",
            "9",
            "--out",
            phantom + "");
    assertThat(made.status()).as(made.err()).isZero();
    truth = table(phantom.resolve("truth.csv"));
    volumes = folder.resolve("volumes");
    Path subset = Files.createDirectories(volumes.resolve("subset0"));
    for (String uid : uids()) {
      Path file = subset.resolve(uid + ".mhd");
      Run volume = Run.of("volume", "--series", phantom + "", "--uid", uid, "--out", file + "");
      assertThat(volume.status()).as(volume.err()).isZero();
    }
  }

  private static List<String> uids() {
    return truth.stream().map(row -> row.get("series_uid")).distinct().toList();
  }

  private static List<CSVRecord> table(Path file) throws IOException {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, TABLE)) {
      return parser.getRecords();
    }
  }

  private static Run ingest(String dataset, Path root, Path out, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "ingest",
                    "--dataset",
                    dataset,
                    "--root",
                    root + "",
                    "--out",
                    out + "",
                    "--shape",
                    "16,16,16"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static String lastLine(String text) {
    List<String> lines = text.lines().toList();
    return lines.get(lines.size() - 1);
  }

  private static void requireSameBytes(Path one, Path other) throws IOException {
    try (Stream<Path> files = Files.list(one)) {
      for (Path file : files.toList()) {
        assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  /** The phantom's nodules as LUNA16 lists them, in a folder with the volumes. */
  private static Path luna16(String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("seriesuid,coordX,coordY,coordZ,diameter_mm");
    for (CSVRecord row : truth) {
      lines.add(
          String.join(
              ",",
              row.get("series_uid"),
              row.get("center_x_mm"),
              row.get("center_y_mm"),
              row.get("center_z_mm"),
              row.get("diameter_mm")));
    }
    lines.addAll(List.of(more));
    Files.write(volumes.resolve("annotations.csv"), lines);
    return volumes;
  }

  @Test
  void the_phantoms_truth_is_a_table_of_points() throws IOException {
    Path out = folder.resolve("points");
    Run run = ingest("points", phantom, out, "--points", phantom.resolve("truth.csv") + "");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
    int nodules = truth.size();
    assertThat(lastLine(run.out()))
        .contains("series: 2 in, 2 kept, 0 rejected")
        .contains("nodules: %d in, %d kept, 0 rejected".formatted(nodules, nodules));
    List<CSVRecord> crops = table(out.resolve("manifest.csv"));
    assertThat(crops).hasSize(nodules);
    for (CSVRecord crop : crops) {
      CSVRecord row = truth.get(Integer.parseInt(crop.get("source_id").split(" ", -1)[1]) - 1);
      assertThat(crop.get("series_uid")).isEqualTo(row.get("series_uid"));
      assertThat(crop.get("patient_id")).isEqualTo(row.get("patient_id"));
      assertThat(Double.parseDouble(crop.get("center_z_mm")))
          .isEqualTo(Double.parseDouble(row.get("center_z_mm")));
      assertThat(crop.get("readers")).isEqualTo("0");
    }
    Path parallel = folder.resolve("points-2");
    ingest(
        "points", phantom, parallel, "--points", phantom.resolve("truth.csv") + "", "--jobs", "2");
    requireSameBytes(out, parallel);
  }

  @Test
  void the_same_points_in_metaimages_give_the_same_crops_whichever_the_dataset()
      throws IOException {
    Path dicom = folder.resolve("dicom-crops");
    ingest("points", phantom, dicom, "--points", phantom.resolve("truth.csv") + "");
    Path luna = folder.resolve("luna-crops");
    Run run = ingest("luna16", luna16("9.9,0,0,0,5"), luna);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
    assertThat(lastLine(run.out()))
        .contains("files: 5 in, 5 kept, 0 rejected; series: 2 in, 2 kept, 0 rejected")
        .contains("nodules: %d in, %d kept, 1 rejected".formatted(truth.size() + 1, truth.size()));
    assertThat(Files.readAllLines(luna.resolve("rejected.csv")))
        .containsExactly(
            "level,path,series_uid,nodule,code,detail",
            "nodule,,9.9,annotation %d,no-such-series,its series is not here"
                .formatted(truth.size() + 1));
    List<CSVRecord> crops = table(luna.resolve("manifest.csv"));
    List<CSVRecord> same = table(dicom.resolve("manifest.csv"));
    assertThat(crops).hasSameSizeAs(same);
    for (int i = 0; i < crops.size(); i++) {
      for (String column : List.of("crop_id", "sha256", "o_x", "o_z", "diameter_mm")) {
        assertThat(crops.get(i).get(column)).as(column).isEqualTo(same.get(i).get(column));
      }
      assertThat(crops.get(i).get("patient_id")).isEqualTo(crops.get(i).get("series_uid"));
      assertThat(crops.get(i).get("flags")).contains("patient-unknown").doesNotContain("no-mask");
    }
    Path parallel = folder.resolve("luna-crops-2");
    ingest("luna16", volumes, parallel, "--jobs", "2");
    requireSameBytes(luna, parallel);
    Path strict = folder.resolve("luna-strict");
    assertThat(ingest("luna16", volumes, strict, "--strict").status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void a_manifest_is_a_table_of_points_for_another_grid() throws IOException {
    Path first = folder.resolve("first");
    ingest("points", phantom, first, "--points", phantom.resolve("truth.csv") + "");
    Path again = folder.resolve("again");
    Run run = ingest("points", phantom, again, "--points", first.resolve("manifest.csv") + "");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
    assertThat(table(again.resolve("manifest.csv")))
        .extracting(row -> row.get("sha256"))
        .isEqualTo(
            table(first.resolve("manifest.csv")).stream().map(row -> row.get("sha256")).toList());
  }

  @Test
  void a_table_that_is_none_fails_and_leaves_nothing() throws IOException {
    Path table = folder.resolve("semicolons.csv");
    Files.writeString(table, "series_uid;x_mm;y_mm;z_mm\n1;2;3;4\n");
    Path out = folder.resolve("none");
    Run run = ingest("points", phantom, out, "--points", table + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err().strip())
        .isEqualTo(
            "nodulens: "
                + table
                + " is separated by semicolons; commas are expected, and points in numbers");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("none.partial")).doesNotExist();
  }

  @Test
  void a_run_that_keeps_nothing_fails_and_says_where_to_look() throws IOException {
    Path table = folder.resolve("elsewhere.csv");
    Files.writeString(table, "series_uid,x_mm,y_mm,z_mm\n" + uids().get(0) + ",0,0,9999\n");
    Run run = ingest("points", phantom, folder.resolve("nothing"), "--points", table + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("no nodule was kept of 2 series");
    assertThat(Files.readString(folder.resolve("nothing/rejected.csv")))
        .contains("outside-volume", "which reaches x -135.0 to 135.0, y");
  }

  @Test
  void an_option_of_another_dataset_is_wrong_use() {
    Path out = folder.resolve("wrong");
    Run points = ingest("luna16", phantom, out, "--points", phantom + "");
    assertThat(points.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(points.err()).contains("--points is for --dataset points");
    Run candidates = ingest("points", phantom, out, "--candidates");
    assertThat(candidates.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(candidates.err()).contains("--candidates and --patients are for --dataset luna16");
  }
}
