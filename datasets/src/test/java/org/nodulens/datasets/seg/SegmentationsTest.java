package org.nodulens.datasets.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.RegionDataset;

/** Segmentations of a hand-made series; see {@link DrawnStudy} for the geometry. */
class SegmentationsTest {
  /** Around voxel (15, 12, 5), that is (5, -8, -20) mm. */
  private static final PatientPoint CENTER = new PatientPoint(5, -8, -20);

  @TempDir private Path root;
  @TempDir private Path out;

  private DrawnStudy study;

  @BeforeEach
  void write_the_series() throws IOException {
    study = DrawnStudy.write(root.resolve("a/ct"));
  }

  private Path file(String name) {
    return root.resolve("b").resolve(name);
  }

  private IngestSummary ingest() throws IOException {
    return ingest(Segmentations.of(root));
  }

  private IngestSummary ingest(RegionDataset dataset) throws IOException {
    IngestSummary summary = DrawnStudy.ingest(dataset, out);
    for (RejectCounts counts : List.of(summary.files(), summary.series(), summary.nodules())) {
      assertThat(counts.in()).isEqualTo(counts.kept() + counts.rejected());
    }
    return summary;
  }

  private List<String> ledger() throws IOException {
    return Files.readAllLines(out.resolve("rejected.csv")).stream().skip(1).toList();
  }

  private List<CropRecord> crops() throws IOException {
    return CropSet.open(out).records();
  }

  private Set<VoxelIndex> held(int crop) throws IOException {
    CropSet set = CropSet.open(out);
    return DrawnStudy.held(set, set.records().get(crop));
  }

  /** Within so many mm of the centre, on whatever grid. */
  private static SegmentFile.Shape ball(VolumeGeometry grid, double radiusMm) {
    return voxel ->
        grid.toPatient(new VoxelPoint(voxel.column(), voxel.row(), voxel.slice()))
                .minus(CENTER)
                .lengthMm()
            <= radiusMm;
  }

  /** The voxels of the scan for which a grid's nearest voxel is in its shape. */
  private static Set<VoxelIndex> expected(VolumeGeometry grid, SegmentFile.Shape shape) {
    Set<VoxelIndex> held = new HashSet<>();
    GridSize size = DrawnStudy.GEOMETRY.size();
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        for (int i = 0; i < size.columns(); i++) {
          VoxelIndex nearest =
              grid.nearestVoxel(DrawnStudy.GEOMETRY.toPatient(new VoxelPoint(i, j, k)));
          if (grid.size().contains(nearest) && shape.holds(nearest)) {
            held.add(new VoxelIndex(i, j, k));
          }
        }
      }
    }
    return held;
  }

  private void write(VolumeGeometry grid, double radiusMm) throws IOException {
    new SegmentFile(study, grid).segment("Tumour", ball(grid, radiusMm)).write(file("s.dcm"));
  }

  @Test
  void a_segment_becomes_a_nodule_with_its_centre_diameter_and_mask() throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    new SegmentFile(study, grid)
        .segment("Tumour", ball(grid, 6))
        .segment("Jane Doe", ball(grid, 3))
        .write(file("s.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(13, 13, 0));
    assertThat(summary.nodules().kept()).isEqualTo(2);
    CropRecord crop = crops().get(0);
    assertThat(crop.sourceId()).isEqualTo("1:1");
    assertThat(crop.labels())
        .containsEntry("name", "Tumour")
        .containsEntry("type", "SCT:108369006");
    assertThat(crop.flags()).doesNotContain("mask-of-other-grid");
    assertThat(CropSet.open(out).center(crop).minus(CENTER).lengthMm()).isCloseTo(0, within(1e-9));
    // 6 pixels to either side, and a pixel
    assertThat(crop.diameterMm()).hasValueCloseTo(13.0, within(1e-9));
    assertThat(held(0)).isEqualTo(expected(grid, ball(grid, 6))).hasSizeGreaterThan(300);
    assertThat(crops().get(1).labels()).doesNotContainKey("name");
  }

  @Test
  void a_grid_that_is_flipped_and_turned_is_the_same() throws IOException {
    // Its columns run along the scan's rows, both backwards; its slices from the head down.
    VolumeGeometry turned =
        new VolumeGeometry(
            new GridSize(30, 40, 12),
            new PatientPoint(29, 9, -8),
            new VoxelAxes(
                PatientVector.POSTERIOR.times(-1),
                PatientVector.LEFT.times(-1),
                PatientVector.SUPERIOR.times(-2)));
    write(turned, 6);
    ingest();
    assertThat(held(0)).isEqualTo(expected(DrawnStudy.GEOMETRY, ball(DrawnStudy.GEOMETRY, 6)));
    assertThat(crops().get(0).flags()).doesNotContain("mask-of-other-grid");
  }

  @Test
  void on_a_finer_grid_the_voxel_in_which_a_centre_lies_decides() throws IOException {
    VolumeGeometry fine =
        new VolumeGeometry(
            new GridSize(64, 50, 40),
            new PatientPoint(-10.1, -19.8, -30.3),
            VoxelAxes.alongPatient(new VoxelSpacing(0.6, 0.55, 0.7)));
    write(fine, 7);
    ingest();
    assertThat(held(0)).isEqualTo(expected(fine, ball(fine, 7))).hasSizeGreaterThan(300);
    assertThat(crops().get(0).flags()).contains("mask-of-other-grid");
  }

  @Test
  void on_a_coarser_grid_too() throws IOException {
    VolumeGeometry coarse =
        new VolumeGeometry(
            new GridSize(12, 9, 6),
            new PatientPoint(-9.3, -18.9, -29.2),
            VoxelAxes.alongPatient(new VoxelSpacing(3.1, 3.2, 4.5)));
    write(coarse, 8);
    ingest();
    assertThat(held(0)).isEqualTo(expected(coarse, ball(coarse, 8))).hasSizeGreaterThan(300);
  }

  @Test
  void an_oblique_grid_too() throws IOException {
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    VolumeGeometry oblique =
        VolumeGeometry.centered(
            new GridSize(30, 30, 20),
            new PatientPoint(4.7, -8.2, -19.6),
            new VoxelAxes(
                new PatientVector(c, 0, s).times(0.9),
                PatientVector.POSTERIOR.times(1.1),
                new PatientVector(-s, 0, c).times(1.3)));
    write(oblique, 7);
    ingest();
    assertThat(held(0)).isEqualTo(expected(oblique, ball(oblique, 7))).hasSizeGreaterThan(300);
  }

  @Test
  void separate_bodies_are_nodules_of_their_own() throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    new SegmentFile(study, grid)
        .segment(
            "Lesions",
            voxel ->
                ball(grid, 4).holds(voxel)
                    || (voxel.column() > 30 && voxel.row() > 20 && voxel.slice() > 8)
                    || voxel.equals(new VoxelIndex(2, 2, 2)))
        .write(file("s.dcm"));
    assertThat(ingest().rejectedByCode()).containsEntry("specks", 1L);
    assertThat(crops()).extracting(CropRecord::sourceId).containsExactly("1:1.1", "1:1.2");
    assertThat(crops()).allMatch(crop -> crop.flags().contains("part-of-segment"));
    assertThat(ledger().get(0)).contains("one separate body of less than 3 mm");
  }

  @Test
  void names_are_chosen_by_label_or_type() throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    new SegmentFile(study, grid)
        .segment("one", ball(grid, 4))
        .segment("two", ball(grid, 4))
        .write(file("s.dcm"));
    // Both are neoplasms by their type; in one object they are the same thing twice.
    ingest();
    assertThat(crops()).hasSize(2).allMatch(crop -> crop.flags().contains("drawn-twice"));
    Path other = Files.createDirectory(root.resolveSibling(root.getFileName() + "-out"));
    DrawnStudy.ingest(Segmentations.of(root).choosing(Pattern.compile("TWO")), other);
    assertThat(CropSet.open(other).records())
        .extracting(CropRecord::sourceId)
        .containsExactly("1:2");
  }

  @Test
  void a_segment_outside_the_scan_and_one_without_pixels_are_rows() throws IOException {
    VolumeGeometry above =
        new VolumeGeometry(
            new GridSize(40, 30, 3),
            new PatientPoint(-10, -20, 100),
            VoxelAxes.alongPatient(new VoxelSpacing(1, 1, 2)));
    new SegmentFile(study, above)
        .segment("nodule", voxel -> voxel.column() == 3)
        .segment("nodule 2", voxel -> false)
        .write(file("s.dcm"));
    assertThat(ingest().nodules()).isEqualTo(new RejectCounts(2, 0, 2));
    assertThat(ledger().get(0)).contains("outside-volume");
    assertThat(ledger().get(1)).contains("empty-segment");
  }

  @Test
  void without_a_named_series_the_only_one_in_the_frame_of_reference_is_meant() throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    new SegmentFile(study, grid)
        .withoutSeries()
        .segment("Tumour", ball(grid, 6))
        .write(file("s.dcm"));
    ingest();
    assertThat(crops()).hasSize(1);
  }

  @Test
  void structure_sets_and_other_objects_are_rows_here() throws IOException {
    write(DrawnStudy.GEOMETRY, 6);
    DrawnStudy.object("RTSTRUCT").write(file("r.dcm"), "1.2.840.10008.5.1.4.1.1.481.3", "1.2.3.4");
    assertThat(ingest().rejectedByCode()).containsEntry("not-ct", 1L);
  }

  @Test
  void the_same_object_twice_is_one() throws IOException {
    write(DrawnStudy.GEOMETRY, 6);
    Files.copy(file("s.dcm"), file("t.dcm"));
    assertThat(ingest().rejectedByCode()).containsEntry("duplicate-instance", 1L);
    assertThat(crops().get(0).readers()).isEqualTo(1);
  }

  @Test
  void a_truncated_object_is_a_row_of_the_ledger() throws IOException {
    write(DrawnStudy.GEOMETRY, 6);
    byte[] bytes = Files.readAllBytes(file("s.dcm"));
    Files.write(file("s.dcm"), Arrays.copyOf(bytes, bytes.length - 3));
    assertThat(ingest().files()).isEqualTo(new RejectCounts(13, 12, 1));
    assertThat(ledger().get(0)).startsWith("file,b/s.dcm,,,truncated,\"b/s.dcm is truncated");
  }

  @Test
  void no_persons_name_is_in_any_output() throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    new SegmentFile(study, grid)
        .segment("Tumour of Jane Doe", ball(grid, 6))
        .segment("Doe", voxel -> false)
        .write(file("s.dcm"));
    ingest();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Doe", "Jane", "Poe", "Roe");
      }
    }
  }
}
