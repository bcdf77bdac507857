package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;

/** The grid that {@code nodulens ingest} is asked for, on small phantoms of both scanners. */
class IngestCommandTest {
  @TempDir private static Path folder;
  private static Path phantom;

  @BeforeAll
  static void make_a_phantom() throws IOException {
    phantom = Files.createDirectory(folder.resolve("phantom"));
    Phantom.write(new PhantomOptions(3, 1, 320, 270, 84, 2), phantom, patient -> {});
  }

  private static Run ingest(Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("ingest", "--dataset", "phantom"));
    words.addAll(List.of("--root", phantom.toString(), "--out", out.toString()));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private static CropSet ingested(String name, String... more) throws IOException {
    Path out = folder.resolve(name);
    Run run = ingest(out, more);
    assertThat(run.status()).as(run.err()).isZero();
    return CropSet.open(out);
  }

  private static JsonNode header(CropSet set) throws IOException {
    return new ObjectMapper().readTree(set.folder().resolve("cropset.json").toFile());
  }

  @Test
  void one_number_makes_a_cube_of_isotropic_voxels() throws IOException {
    CropSet set = ingested("cube", "--shape", "20", "--spacing", "1.5");
    assertThat(set.records())
        .allSatisfy(
            crop -> assertThat(crop.labels().get("scanner")).matches("NODULENS PHANTOM CT [AB]"));
    assertThat(set.header().size()).isEqualTo(new GridSize(20, 20, 20));
    assertThat(set.header().spacing()).contains(VoxelSpacing.isotropic(1.5));
    assertThat(header(set).get("options").toString())
        .isEqualTo(
            "{\"shape\":[20,20,20],\"spacing_mm\":[1.5,1.5,1.5],\"interpolation\":\"linear\"}");
  }

  @Test
  void three_numbers_are_slices_rows_and_columns() throws IOException {
    CropSet set = ingested("triple", "--shape", "8,10,12", "--spacing", "2,1,0.5");
    assertThat(set.header().size()).isEqualTo(new GridSize(12, 10, 8));
    assertThat(set.header().spacing()).contains(new VoxelSpacing(0.5, 1, 2));
  }

  @Test
  void a_size_in_mm_becomes_voxels_of_the_spacing() throws IOException {
    CropSet set = ingested("mm", "--size-mm", "24,30,30", "--spacing", "2,0.7,0.7");
    // 24 / 2 = 12; 30 / 0.7 = 42.86
    assertThat(set.header().size()).isEqualTo(new GridSize(43, 43, 12));
    assertThat(header(set).get("options").get("size_mm").toString()).isEqualTo("[24.0,30.0,30.0]");
    CropSet atDefaultSpacing = ingested("mm-only", "--size-mm", "15");
    assertThat(atDefaultSpacing.header().size()).isEqualTo(new GridSize(20, 20, 20));
  }

  @Test
  void native_crops_keep_each_scans_spacing_and_are_centred_on_the_nodule() throws IOException {
    CropSet set = ingested("native", "--shape", "16,32,32", "--spacing", "native");
    CropSet other = ingested("fixed", "--shape", "16,32,32");
    assertThat(header(set).get("spacing_mm").isNull()).isTrue();
    assertThat(header(set).get("options").get("spacing_mm").asText()).isEqualTo("native");
    assertThat(set.records()).hasSameSizeAs(other.records());
    for (int i = 0; i < set.records().size(); i++) {
      CropRecord crop = set.records().get(i);
      VolumeGeometry grid = crop.affine().orElseThrow();
      assertThat(crop.spacing().zMm()).hasValue(grid.spacing().zMm());
      assertThat(grid.center().minus(other.geometry(other.records().get(i)).center()).lengthMm())
          .isCloseTo(0, within(1e-9));
    }
    // The phantom's two scanners differ in their slices' distance.
    assertThat(set.records().stream().map(crop -> crop.spacing().zMm()).distinct()).hasSize(2);
  }

  @Test
  void cubic_crops_differ_a_little_from_linear_ones_and_say_so() throws IOException {
    CropSet cubic = ingested("cubic", "--shape", "16", "--interpolation", "cubic");
    CropSet linear = ingested("linear", "--shape", "16");
    assertThat(header(cubic).get("options").get("interpolation").asText()).isEqualTo("cubic");
    CropRecord crop = cubic.records().get(0);
    CropRecord same = linear.records().get(0);
    assertThat(crop.sha256()).isNotEqualTo(same.sha256());
    assertThat(crop.paddedFraction()).isEqualTo(same.paddedFraction());
    assertThat(crop.affine()).isEqualTo(same.affine());
    assertThat(cubic.mask(crop)).isEqualTo(linear.mask(same));
  }

  @Test
  void what_does_not_go_together_is_wrong_use_on_one_line() {
    requireWrongUse(
        "a size in mm and native spacing do not go together",
        "--size-mm",
        "50",
        "--spacing",
        "native");
    requireWrongUse("--shape and --size-mm exclude each other", "--size-mm", "50", "--shape", "64");
    requireWrongUse("'tiny' is no number", "--spacing", "tiny");
    requireWrongUse("expected slices,rows,columns or one number", "--shape", "64,64");
    requireWrongUse("expected whole numbers above 0", "--shape", "12.5");
    requireWrongUse("expected lengths above 0 mm, got 0", "--size-mm", "0");
    requireWrongUse("expected lengths above 0 mm, got 1,NaN,1", "--spacing", "1,NaN,1");
    requireWrongUse("expected lengths above 0 mm, got -1,1,2", "--spacing", "-1,1,2");
    requireWrongUse("more than 128 Mi voxels", "--size-mm", "1000", "--spacing", "0.01");
    requireWrongUse("--interpolation", "--interpolation", "nearest");
  }

  private static void requireWrongUse(String message, String... options) {
    Path out = folder.resolve("refused");
    Run run = ingest(out, options);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
