package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.VoxelSpacing;

/**
 * The command on objects that pydicom has written, with masks that numpy has computed: {@code
 * make_regions.py} beside them makes them.
 */
class IngestRegionsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void make_the_phantom() {
    Run phantom =
        Run.of(
            "phantom",
            "--patients",
            "1",
            "--seed",
            "5",
            "--matrix",
            "128",
            "--field-of-view",
            "300",
            "--height",
            "60",
            "--out",
            folder.resolve("phantom") + "");
    assertThat(phantom.status()).as(phantom.err()).isZero();
  }

  /** The phantom's images, and one of the objects. */
  private static Path study(String name, byte[] object) throws IOException {
    Path root = Files.createTempDirectory(folder, "study");
    try (Stream<Path> files = Files.walk(folder.resolve("phantom"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dcm")).toList()) {
        Files.copy(file, root.resolve(file.getFileName()));
      }
    }
    Files.write(root.resolve(name), object);
    return root;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = IngestRegionsTest.class.getResourceAsStream("regions/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** In crops of the scan's own voxels; of an odd number, so that centres do not lie half way. */
  private static Run ingest(String dataset, Path root, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ingest",
                "--dataset",
                dataset,
                "--root",
                root + "",
                "--out",
                out + "",
                "--shape",
                "33,65,65",
                "--spacing",
                "2,2.5781,2.5781"));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static List<CSVRecord> expected(String file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    String text = new String(resource("expected.csv"), StandardCharsets.UTF_8);
    try (CSVParser parser = CSVParser.parse(text, format)) {
      return parser.stream().filter(row -> row.get("file").equals(file)).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "seg, seg.dcm, 'nodules: 3 in, 2 kept, 1 rejected'",
    "seg, seg-binary.dcm, 'nodules: 3 in, 2 kept, 1 rejected'",
    "rtstruct, rtstruct.dcm, 'nodules: 5 in, 3 kept, 2 rejected'"
  })
  void masks_centres_and_diameters_are_those_that_numpy_computes(
      String dataset, String file, String counts) throws IOException {
    Path out = folder.resolve("crops-" + file);
    Run run = ingest(dataset, study(file, resource(file)), out);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("series: 1 in, 1 kept, 0 rejected").contains(counts);
    CropSet set = CropSet.open(out);
    assertThat(set.header().spacing()).contains(new VoxelSpacing(2.5781, 2.5781, 2));
    List<CSVRecord> expected = expected(file);
    assertThat(set.records()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      CropRecord crop = set.records().get(i);
      CSVRecord row = expected.get(i);
      assertThat(crop.sourceId()).isEqualTo(row.get("source_id"));
      assertThat(set.center(crop).xMm()).isCloseTo(number(row, "center_x_mm"), within(1e-3));
      assertThat(set.center(crop).yMm()).isCloseTo(number(row, "center_y_mm"), within(1e-3));
      assertThat(set.center(crop).zMm()).isCloseTo(number(row, "center_z_mm"), within(1e-3));
      assertThat(crop.diameterMm()).hasValueCloseTo(number(row, "diameter_mm"), within(1e-3));
      int voxels = 0;
      for (byte readers : set.mask(crop)) {
        voxels += readers;
      }
      assertThat(voxels).isEqualTo((int) number(row, "voxels"));
    }
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void no_persons_name_is_on_disk_or_on_the_screen() throws IOException {
    Path out = folder.resolve("quiet");
    Run run = ingest("rtstruct", study("r.dcm", resource("rtstruct.dcm")), out);
    assertThat(run.out() + run.err()).doesNotContain("Doe", "Jane");
    assertThat(Files.readString(out.resolve("rejected.csv")))
        .contains("\"\"Heart\"\"", "a name, not chosen")
        .doesNotContain("Doe", "Jane");
    assertThat(Files.readString(out.resolve("manifest.csv"))).doesNotContain("Doe", "Jane");
  }

  @Test
  void other_regions_are_chosen_by_name_and_strict_tells_the_rest() throws IOException {
    Path root = study("s.dcm", resource("seg.dcm"));
    Path out = folder.resolve("chosen");
    Run run = ingest("seg", root, out, "--segments", "heart");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(CropSet.open(out).records()).extracting(CropRecord::sourceId).containsExactly("1:3");
    Run strict = ingest("seg", root, folder.resolve("strict"), "--roi", "heart", "--strict");
    assertThat(strict.status()).isEqualTo(1);
  }

  @Test
  void nothing_kept_is_a_failure_with_its_reason() throws IOException {
    byte[] object = resource("seg.dcm");
    byte[] cut = Arrays.copyOf(object, object.length / 2);
    Path out = folder.resolve("nothing");
    Run run = ingest("seg", study("s.dcm", cut), out);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("files: 31 in, 30 kept, 1 rejected")
        .contains("rejected no-annotation: 1")
        .contains("series: 1 in, 0 kept, 1 rejected");
  }

  @Test
  void names_are_for_datasets_with_names() throws IOException {
    Run run = ingest("phantom", folder.resolve("phantom"), folder.resolve("none"), "--roi", "gtv");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--roi and --segments are for --dataset rtstruct and seg");
    Run bad = ingest("seg", folder.resolve("phantom"), folder.resolve("none"), "--roi", "(");
    assertThat(bad.status()).isEqualTo(2);
    assertThat(bad.err())
        .contains("'(' is no regular expression: unclosed group at character 2")
        .doesNotContain("Exception")
        .hasLineCount(1);
  }
}
