package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir private static Path shared;
  private static Path phantom;

  @TempDir private Path temporary;
  private Path root;

  @BeforeAll
  static void makePhantom() {
    phantom = shared.resolve("phantom");
    Run run =
        Run.of(
            ("phantom --patients 2 --seed 3 --matrix 128 --field-of-view 270 --height 60 --out "
                    + phantom)
                .split(" "));
    assertThat(run.status()).as(run.err()).isZero();
  }

  @BeforeEach
  void copyPhantom() throws IOException {
    root = temporary.resolve("study");
    try (Stream<Path> files = Files.walk(phantom)) {
      for (Path from : files.toList()) {
        Files.copy(from, root.resolve(phantom.relativize(from).toString()));
      }
    }
  }

  private JsonNode json(String... more) throws IOException {
    Run run = inspect(Stream.concat(Stream.of("--json"), Stream.of(more)).toArray(String[]::new));
    return new ObjectMapper().readTree(run.out());
  }

  private Run inspect(String... more) {
    return Run.of(
        Stream.concat(Stream.of("inspect", root + ""), Stream.of(more)).toArray(String[]::new));
  }

  /** The slices of a patient, in order of name. */
  private List<Path> slices(int patient) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("PHANTOM-000" + patient))) {
      return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }

  /** Replaces bytes by as many others. */
  private static void patch(Path file, String from, String to) throws IOException {
    assertThat(to).hasSameSizeAs(from);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(from);
    Files.writeString(file, bytes.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_series_has_its_figures_and_its_whole_uids() throws IOException {
    Run run = inspect();
    assertThat(run.status()).isZero();
    JsonNode series = json().get("series").get(0);
    assertThat(run.out())
        .contains("patient-1  ")
        .contains("patient-2  ")
        .contains(series.get("slices").asInt() + " x 128 x 128")
        .contains("Nodulens Phantom CT")
        .contains("Explicit VR Little Endian")
        .contains("series " + series.get("series_uid").asText())
        .contains("study " + series.get("study_uid").asText())
        .contains("rejected files, not-dicom: ")
        .contains("  a file is no DICOM file: no DICM at byte 128")
        .contains("series: 2 in, 2 kept, 0 rejected");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= InventoryTable.WIDTH);
  }

  @Test
  void neither_a_patients_id_nor_name_is_shown() throws IOException {
    assertThat(inspect().out()).doesNotContainIgnoringCase("PHANTOM-000").doesNotContain("^");
    // Paths of rejected files are there for who asks for them.
    assertThat(inspect("--rejected").out()).contains("PHANTOM-0001/");
    for (JsonNode series : json().get("series")) {
      assertThat(series.toString()).doesNotContain("PHANTOM-000").doesNotContain("^");
    }
  }

  @Test
  void json_has_all_of_it_and_is_the_same_each_time() throws IOException {
    JsonNode json = json();
    assertThat(json.get("format").asText()).isEqualTo("nodulens-inspect/1");
    JsonNode files = json.get("counts").get("files");
    assertThat(files.get("in").asInt())
        .isEqualTo(files.get("kept").asInt() + files.get("rejected").asInt());
    assertThat(files.get("rejected").asInt()).isEqualTo(json.get("rejected_files").size());
    JsonNode series = json.get("series").get(0);
    assertThat(series.get("patient").asText()).isEqualTo("patient-1");
    assertThat(series.get("rows").asInt()).isEqualTo(128);
    assertThat(series.get("spacing_mm").get(1).asDouble()).isCloseTo(2.1, within(0.3));
    assertThat(series.get("kernel").asText()).isNotEmpty();
    assertThat(series.get("part").isNull()).isTrue();
    assertThat(series.get("hu").get("air").asInt()).isCloseTo(-1000, within(30));
    assertThat(series.get("hu").get("fault").isNull()).isTrue();
    assertThat(inspect("--json").out()).isEqualTo(inspect("--json").out());
  }

  @Test
  void values_that_cannot_be_hu_are_flagged() throws IOException {
    for (Path slice : slices(2)) {
      // Rescale Intercept
      patch(slice, "-1024 ", "0     ");
    }
    JsonNode series = json().get("series");
    assertThat(series.get(0).get("flags").toString()).doesNotContain("implausible-hu");
    assertThat(series.get(1).get("flags").toString()).contains("implausible-hu");
    assertThat(series.get(1).get("hu").get("fault").asText()).contains("stored without rescale");
    assertThat(inspect().out()).contains("implausible-hu").contains(": no air near -1000 HU");
    assertThat(inspect("--no-pixels").out()).doesNotContain("implausible-hu");
    assertThat(json("--no-pixels").get("series").get(1).get("hu").isNull()).isTrue();
  }

  @Test
  void a_series_that_is_rejected_says_why() throws IOException {
    List<Path> slices = slices(1);
    Files.delete(slices.get(slices.size() / 2));
    Run run = inspect();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("rejected series, slice-gap: 1")
        .contains("a slice is missing")
        .contains("series: 2 in, 1 kept, 1 rejected");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= InventoryTable.WIDTH);
    JsonNode rejected = json().get("rejected_series").get(0);
    assertThat(rejected.get("code").asText()).isEqualTo("slice-gap");
    assertThat(rejected.get("slices").asInt()).isEqualTo(slices.size() - 1);
    assertThat(json().get("rejected_by_code").get("slice-gap").asInt()).isEqualTo(1);
  }

  @Test
  void each_of_several_volumes_under_one_uid_has_a_row() throws IOException {
    Path again = Files.createDirectory(root.resolve("again"));
    for (Path slice : slices(1)) {
      Path copy = again.resolve(slice.getFileName().toString());
      Files.copy(slice, copy);
      // Another kernel of the same length, and SOP Instance UIDs of its own
      String bytes = Files.readString(copy, StandardCharsets.ISO_8859_1);
      String kernel = bytes.contains("SHARP ") ? "SHARP " : "SOFT";
      patch(copy, kernel, kernel.replace('S', 'X'));
      int at = bytes.indexOf("\u0008\0\u0018\0UI") + 8;
      String uid = bytes.substring(at, bytes.indexOf('\u0008', at));
      String other = uid.substring(0, 6) + (uid.charAt(6) == '1' ? '2' : '1') + uid.substring(7);
      patch(copy, uid, other);
    }
    JsonNode series = json().get("series");
    assertThat(series).hasSize(3);
    assertThat(series.get(0).get("part").asText()).startsWith("1 of 2: kernel S");
    assertThat(series.get(1).get("part").asText()).startsWith("2 of 2: kernel X");
    assertThat(series.get(1).get("series_uid")).isEqualTo(series.get(0).get("series_uid"));
    assertThat(inspect().out()).contains("  part 1 of 2: kernel S");
  }

  @Test
  void what_a_file_holds_does_not_steer_the_terminal() throws IOException {
    for (Path slice : slices(1)) {
      patch(slice, "Nodulens", "N\u001b[31m\n!");
    }
    Run run = inspect();
    assertThat(run.out()).contains("N?[31m?!").doesNotContain("\u001b");
  }

  @Test
  void a_zip_archive_is_looked_into_and_flagged() throws IOException {
    Path zip = temporary.resolve("study.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Path slice : slices(1)) {
        entries.putNextEntry(new ZipEntry("ct/" + slice.getFileName()));
        Files.copy(slice, entries);
      }
    }
    root = zip;
    JsonNode series = json().get("series");
    assertThat(series).hasSize(1);
    assertThat(series.get(0).get("flags").toString()).contains("zip");
  }

  @Test
  void one_file_is_a_single_slice_and_nothing_is_exit_status_1() throws IOException {
    Path slice = slices(1).get(0);
    root = slice;
    assertThat(json().get("series").get(0).get("flags").toString()).contains("single-slice");
    root = Files.writeString(temporary.resolve("note.txt"), "no image");
    Run run = inspect();
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("note.txt holds no CT series");
    assertThat(run.out()).contains("files: 1 in, 0 kept, 1 rejected");
    root = temporary.resolve("nowhere");
    assertThat(inspect().status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void real_series_are_listed_and_plausible() throws IOException {
    root = Path.of(System.getProperty("nodulens.data", "")).resolve("lung-pet-ct-dx");
    assumeThat(root).as("real data").isDirectory();
    JsonNode series = json().get("series");
    assertThat(series).hasSize(2);
    assertThat(series.get(0).get("manufacturer").asText()).isEqualTo("Philips");
    assertThat(series.get(0).get("transfer_syntax").asText())
        .isEqualTo("Implicit VR Little Endian");
    assertThat(series.get(1).get("kernel").asText()).isEqualTo("B40f");
    for (JsonNode one : series) {
      assertThat(one.get("flags")).isEmpty();
      assertThat(one.get("hu").get("air").asInt()).isCloseTo(-1000, within(30));
      assertThat(one.get("hu").get("soft_tissue").asInt()).isCloseTo(40, within(10));
    }
    assertThat(inspect().out()).doesNotContain("Lung_Dx-A0001");
  }
}
