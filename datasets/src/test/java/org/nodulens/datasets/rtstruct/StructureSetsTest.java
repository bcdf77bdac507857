package org.nodulens.datasets.rtstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nodulens.datasets.rtstruct.StructureFile.box;
import static org.nodulens.datasets.rtstruct.StructureFile.contour;
import static org.nodulens.datasets.rtstruct.StructureFile.polygon;

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
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.ObjectBytes;
import org.nodulens.datasets.regions.RegionDataset;

/** Structure sets on a hand-made series; see {@link DrawnStudy} for the geometry. */
class StructureSetsTest {
  @TempDir private Path root;
  @TempDir private Path out;

  private DrawnStudy study;

  @BeforeEach
  void write_the_series() throws IOException {
    study = DrawnStudy.write(root.resolve("a/ct"));
  }

  private StructureFile structure() {
    return new StructureFile(study);
  }

  private Path file(String name) {
    return root.resolve("b").resolve(name);
  }

  private IngestSummary ingest() throws IOException {
    return ingest(StructureSets.of(root));
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

  private static Set<VoxelIndex> voxels(int slice, int left, int top, int right, int bottom) {
    Set<VoxelIndex> voxels = new HashSet<>();
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        voxels.add(new VoxelIndex(column, row, slice));
      }
    }
    return voxels;
  }

  private static Set<VoxelIndex> union(Set<VoxelIndex> one, Set<VoxelIndex> other) {
    Set<VoxelIndex> union = new HashSet<>(one);
    union.addAll(other);
    return union;
  }

  @Test
  void an_roi_becomes_a_nodule_with_its_centre_diameter_and_mask() throws IOException {
    StructureFile structure = structure();
    structure
        .roi("GTV-1", "GTV", structure.on(5, box(5, 10, 8, 14, 12)), box(4, 10, 8, 14, 12))
        .roi("Heart", "ORGAN", box(5, 20, 8, 24, 12))
        .write(file("r.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(13, 13, 0));
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(2, 1, 1));
    CropRecord crop = crops().get(0);
    assertThat(crop.sourceId()).isEqualTo("1:1");
    assertThat(crop.readers()).isEqualTo(1);
    assertThat(crop.flags()).doesNotContain("part-of-segment", "contour-between-slices");
    assertThat(crop.labels()).containsEntry("name", "GTV-1").containsEntry("type", "GTV");
    // (12 - 10, 10 - 20, 2 * 4.5 - 30)
    PatientPoint center = CropSet.open(out).center(crop);
    assertThat(center.minus(new PatientPoint(2, -10, -21)).lengthMm()).isCloseTo(0, within(1e-9));
    // 4 columns and 4 rows between centres, and a pixel
    assertThat(crop.diameterMm()).hasValueCloseTo(4 * Math.sqrt(2) + 1, within(1e-9));
    assertThat(held(0)).isEqualTo(union(voxels(5, 10, 8, 14, 12), voxels(4, 10, 8, 14, 12)));
    assertThat(ledger())
        .containsExactly("nodule,,1.2.3.2,1:2,not-a-nodule,\"ROI 2: \"\"Heart\"\", not chosen\"");
  }

  @Test
  void a_pixel_centre_on_the_line_counts() throws IOException {
    structure().roi("GTV", polygon(3, 10, 8, 14, 8, 14, 12, 10, 12)).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 14, 12));
  }

  @Test
  void a_contour_within_another_is_a_hole_whatever_their_order_and_direction() throws IOException {
    ObjectBytes hole = polygon(3, 11.5, 9.5, 11.5, 11.5, 13.5, 11.5, 13.5, 9.5);
    structure()
        .roi("GTV a", box(3, 10, 8, 16, 14), hole)
        .roi("GTV b", hole, box(3, 20, 8, 26, 14), box(3, 22, 10, 23, 11))
        .write(file("r.dcm"));
    ingest();
    Set<VoxelIndex> ring = voxels(3, 10, 8, 16, 14);
    ring.removeAll(voxels(3, 12, 10, 13, 11));
    assertThat(held(0)).isEqualTo(ring);
  }

  @Test
  void a_keyhole_leaves_its_hole_out() throws IOException {
    structure()
        .roi(
            "GTV",
            polygon(
                3, 9.5, 7.5, 16.5, 7.5, 16.5, 14.5, 9.5, 14.5, 9.5, 10.2, 11.5, 10.2, 11.5, 11.5,
                13.5, 11.5, 13.5, 9.5, 11.5, 9.5, 11.5, 10.2, 9.5, 10.2))
        .write(file("r.dcm"));
    ingest();
    Set<VoxelIndex> ring = voxels(3, 10, 8, 16, 14);
    ring.removeAll(voxels(3, 12, 10, 13, 11));
    assertThat(held(0)).isEqualTo(ring);
  }

  @Test
  void a_contour_that_is_there_twice_does_not_cancel_itself() throws IOException {
    structure().roi("GTV", box(3, 10, 8, 14, 12), box(3, 10, 8, 14, 12)).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 14, 12));
    assertThat(crops().get(0).flags()).contains("contour-twice");
  }

  @Test
  void a_contour_between_slices_goes_to_the_nearest() throws IOException {
    structure().roi("GTV", box(3.4, 10, 8, 14, 12), box(4.4, 10, 8, 14, 12)).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(union(voxels(3, 10, 8, 14, 12), voxels(4, 10, 8, 14, 12)));
    assertThat(crops().get(0).flags()).contains("contour-between-slices");
  }

  @Test
  void half_way_the_image_that_a_contour_names_decides() throws IOException {
    StructureFile structure = structure();
    structure.roi("GTV", structure.on(3, box(3.5, 10, 8, 14, 12))).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 14, 12));
  }

  @Test
  void an_image_elsewhere_does_not_move_a_contour() throws IOException {
    StructureFile structure = structure();
    structure.roi("GTV", structure.on(9, box(3, 10, 8, 14, 12))).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 14, 12));
    assertThat(crops().get(0).flags()).contains("contradicting-reference");
  }

  @Test
  void of_several_planes_at_one_slice_the_nearest_counts() throws IOException {
    structure()
        .roi("GTV", box(2.7, 10, 8, 14, 12), box(3.1, 10, 8, 12, 12), box(3.3, 10, 8, 13, 12))
        .write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 12, 12));
    assertThat(crops().get(0).flags()).contains("contour-left-out");
  }

  @Test
  void a_nodule_drawn_on_every_other_slice_is_one() throws IOException {
    structure()
        .roi("GTV", box(2, 10, 8, 14, 12), box(4, 10, 8, 14, 12), box(6, 10, 8, 14, 12))
        .write(file("r.dcm"));
    ingest();
    assertThat(crops()).hasSize(1);
    assertThat(crops().get(0).flags()).contains("slices-skipped");
  }

  @Test
  void separate_bodies_are_nodules_of_their_own_and_specks_are_none() throws IOException {
    structure()
        .roi(
            "GTV",
            box(2, 10, 8, 14, 12),
            box(6, 10, 8, 14, 12),
            box(7, 10, 8, 14, 12),
            box(2, 20, 20, 20, 20),
            box(2, 30, 20, 30, 20))
        .write(file("r.dcm"));
    IngestSummary summary = ingest();
    assertThat(crops()).extracting(CropRecord::sourceId).containsExactly("1:1.1", "1:1.2");
    assertThat(crops()).allMatch(crop -> crop.flags().contains("part-of-segment"));
    assertThat(summary.rejectedByCode()).containsEntry("specks", 1L);
    assertThat(ledger().get(0)).contains("2 separate bodies of less than 3 mm");
  }

  @Test
  void a_region_of_one_small_body_keeps_it() throws IOException {
    structure().roi("nodule", box(2, 20, 20, 20, 20)).write(file("r.dcm"));
    ingest();
    assertThat(held(0)).isEqualTo(voxels(2, 20, 20, 20, 20));
    assertThat(crops().get(0).diameterMm()).hasValueCloseTo(1.0, within(1e-9));
  }

  @Test
  void a_point_is_a_nodule_without_an_outline() throws IOException {
    structure().roi("lesion 1", contour("POINT", 3, 12, 9)).write(file("r.dcm"));
    ingest();
    CropRecord crop = crops().get(0);
    assertThat(crop.sourceId()).isEqualTo("1:1.p1");
    assertThat(crop.flags()).contains("no-outline");
    assertThat(crop.diameterMm()).isEmpty();
    assertThat(held(0)).isEmpty();
    assertThat(CropSet.open(out).center(crop).minus(new PatientPoint(2, -11, -24)).lengthMm())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void what_cannot_be_drawn_is_a_row_each_and_the_rest_is_kept() throws IOException {
    structure()
        .roi("GTV line", contour("OPEN_PLANAR", 3, 10, 8, 14, 8))
        .roi("GTV far", box(40, 10, 8, 14, 12))
        .roi("GTV beside", box(3, 100, 8, 110, 12))
        .roi("GTV empty")
        .roi("GTV damaged", StructureFile.raw("CLOSED_PLANAR", 3, "NaN\\0\\0\\1\\1\\1\\2\\2\\2"))
        .roi(
            "GTV coronal", StructureFile.raw("CLOSED_PLANAR", 3, "0\\0\\-30\\4\\0\\-30\\4\\0\\-20"))
        .roi("GTV", box(3, 10, 8, 14, 12), polygon(5, 10, 8, 14, 8), box(40, 10, 8, 14, 12))
        .write(file("r.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(7, 1, 6));
    assertThat(ledger())
        .extracting(row -> row.split(",", -1)[3] + " " + row.split(",", -1)[4])
        .containsExactly(
            "1:1 open-contour",
            "1:2 outside-volume",
            "1:3 no-interior",
            "1:4 no-interior",
            "1:5 bad-value",
            "1:6 other-plane");
    assertThat(crops().get(0).flags()).contains("contour-without-area", "contour-outside-volume");
  }

  @Test
  void observers_who_mean_the_same_make_one_nodule() throws IOException {
    structure().roi("GTV", box(3, 10, 8, 17, 12)).write(file("1.dcm"));
    structure().roi("GTV", box(3, 12, 8, 17, 12), box(9, 30, 20, 35, 25)).write(file("2.dcm"));
    structure().roi("GTV", box(3, 10, 8, 13, 12)).write(file("3.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(15, 15, 0));
    assertThat(crops()).extracting(CropRecord::sourceId).containsExactly("1:1", "2:1.2", "3:1");
    CropRecord crop = crops().get(0);
    // 30 of 40 pixels are common to the first two, 20 of 40 to the first and the third.
    assertThat(crop.readers()).isEqualTo(2);
    assertThat(held(0)).isEqualTo(voxels(3, 10, 8, 17, 12));
  }

  @Test
  void the_same_thing_under_two_names_in_one_object_is_flagged() throws IOException {
    structure()
        .roi("GTV-1", box(3, 10, 8, 17, 12))
        .roi("GTV-1 auto", box(3, 10, 8, 16, 12))
        .write(file("r.dcm"));
    ingest();
    assertThat(crops()).hasSize(2).allMatch(crop -> crop.flags().contains("drawn-twice"));
  }

  @Test
  void names_are_chosen_by_a_regular_expression() throws IOException {
    structure()
        .roi("GTV-1", box(3, 10, 8, 17, 12))
        .roi("Lung left", box(3, 20, 8, 27, 12))
        .write(file("r.dcm"));
    ingest(StructureSets.of(root).choosing(Pattern.compile("lung.*")));
    assertThat(crops()).extracting(CropRecord::sourceId).containsExactly("1:2");
    assertThat(CropSet.open(out).header().options()).containsEntry("regions", "lung.*");
  }

  @Test
  void without_a_named_series_the_only_one_in_the_frame_of_reference_is_meant() throws IOException {
    structure().ofSeries("").roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    ingest();
    assertThat(crops()).hasSize(1);
  }

  @Test
  void of_two_series_in_the_frame_of_reference_neither_is_taken() throws IOException {
    DrawnStudy.write(root.resolve("a/other"), "1.2.3.5");
    structure().ofSeries("").roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.rejectedByCode())
        .containsEntry("several-volumes", 1L)
        .containsEntry("no-annotation", 2L);
  }

  @Test
  void a_series_that_is_not_there_has_no_nodules() throws IOException {
    structure().ofSeries("1.2.3.77").roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(13, 12, 1));
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 0, 1));
    assertThat(ledger().get(0)).startsWith("file,b/r.dcm,,,no-such-series,");
  }

  @Test
  void a_series_that_was_rejected_takes_its_objects_along() throws IOException {
    Files.delete(root.resolve("a/ct/slice-5.dcm"));
    structure().roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    assertThat(ingest().rejectedByCode())
        .containsEntry("slice-gap", 1L)
        .containsEntry("series-rejected", 1L);
  }

  @Test
  void another_frame_of_reference_is_flagged_where_the_images_are_named() throws IOException {
    structure().inFrame("1.2.3.88").roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    ingest();
    assertThat(crops().get(0).flags()).contains("other-frame-of-reference");
  }

  @Test
  void a_damaged_object_is_a_row_of_the_ledger() throws IOException {
    Path whole = structure().roi("GTV", box(3, 10, 8, 17, 12)).write(file("r.dcm"));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length - 150));
    assertThat(ingest().files()).isEqualTo(new RejectCounts(13, 12, 1));
    assertThat(ledger().get(0)).startsWith("file,b/r.dcm,").contains("truncated");
    assertThat(ledger().get(0)).doesNotContain(root.toString());
  }

  @Test
  void no_persons_name_is_in_any_output() throws IOException {
    structure()
        .roi("GTV Jane Doe 4711", box(3, 10, 8, 17, 12))
        .roi("Doe, Jane", box(3, 10, 8, 17, 12))
        .roi("GTV", "Doe", StructureFile.raw("CLOSED_PLANAR", 1, "Doe\\0\\0"))
        .write(file("r.dcm"));
    ingest();
    assertThat(crops()).hasSize(1);
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("Doe", "Jane", "Poe", "Roe");
      }
    }
    assertThat(ledger()).anyMatch(row -> row.contains("ROI 2: a name, not chosen"));
  }
}
