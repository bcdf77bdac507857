package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nodulens.datasets.lidc.ReadingXml.ratings;
import static org.nodulens.datasets.lidc.ReadingXml.square;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.PatientPoint;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.nodule.Rating;

/** Hand-made series and readings; see {@link HandMadeSeries} for the geometry. */
class LidcIdriTest {
  private static final String SERIES = "1.2.3";

  @TempDir private Path root;
  @TempDir private Path out;

  private HandMadeSeries series;

  @BeforeEach
  void writeSeries() throws IOException {
    series = HandMadeSeries.write(root.resolve("LIDC-IDRI-0001/ct"), "LIDC-IDRI-0001", SERIES);
  }

  @Test
  void three_readers_marks_become_one_nodule() throws IOException {
    // Insides: columns 11 to 17 and 13 to 19 on slices 2 and 3, and 13 to 17 on slice 2; rows 11
    // to 17. Two of three hold columns 13 to 17 on both slices: centre (15, 14, 2.5).
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("a", ratings("4"), onTwoSlices(square(10, 10, 18, 18)))
            .session()
            .nodule("b", ratings("0"), onTwoSlices(square(12, 10, 20, 18)))
            .session()
            .nodule("c", ratings("9"), series.roi(2, square(12, 10, 18, 18)))
            .session());
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(7, 7, 0));
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(1, 1, 0));
    CropSet set = CropSet.open(out);
    CropRecord crop = set.records().get(0);
    assertThat(crop.sourceId()).isEqualTo("1:a");
    assertThat(crop.patientId()).isEqualTo("LIDC-IDRI-0001");
    assertThat(crop.seriesUid()).isEqualTo(SERIES);
    assertThat(crop.readers()).isEqualTo(3);
    assertThat(crop.readings(Rating.MALIGNANCY).values()).containsExactly(4);
    assertThat(crop.readings(Rating.CALCIFICATION).values()).containsExactly(6, 6, 6);
    assertThat(crop.flags()).containsExactly("rating-off-scale");
    // -10 + 0.5 * 15, -20 + 0.5 * 14, -30 + 2 * 2.5
    assertCenter(crop, new PatientPoint(-2.5, -13, -25));
    // 5 columns, 7 rows: sqrt(2^2 + 3^2) mm between centres, and a pixel
    assertThat(crop.diameterMm()).hasValueCloseTo(Math.sqrt(13) + 0.5, within(1e-9));
    byte[] mask = set.mask(crop);
    int middle = (32 * 64 + 32) * 64 + 32;
    assertThat(mask[middle]).isBetween((byte) 2, (byte) 3);
    assertThat(mask[0]).isZero();
  }

  @Test
  void every_mark_is_part_of_a_nodule_or_a_row_of_the_ledger() throws IOException {
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("big", ratings("3"), series.roi(2, square(10, 10, 18, 18)))
            .nodule("small", "<characteristics/>", series.roi(1, "30 31"))
            .nonNodule("vessel", -28, 20, 5)
            .session()
            .nodule("far", ratings("3"), ReadingXml.roi(99, "", square(10, 10, 18, 18)))
            .nodule("between", ratings("3"), ReadingXml.roi(-27, "0", square(10, 10, 18, 18)))
            .nodule("other", ratings("2"), series.roi(5, square(25, 25, 30, 30))));
    IngestSummary summary = ingest();
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(6, 2, 4));
    assertThat(ledger())
        .containsExactly(
            row("1:small", "below-3-mm", "a nodule below 3 mm", "column 30, row 31, z -28.00 mm"),
            row("1:vessel", "non-nodule", "no nodule", "column 20, row 5, z -28.00 mm"),
            row("2:far", "no-such-slice", ON_NO_SLICE, "column 10, row 10, z 99.00 mm"),
            row("2:between", "no-such-slice", ON_NO_SLICE, "column 10, row 10, z -27.00 mm"));
  }

  private static final String ON_NO_SLICE = "a nodule on no slice of the series";

  private static String row(String mark, String code, String what, String where) {
    return "nodule,,%s,%s,%s,\"%s, marked at %s\"".formatted(SERIES, mark, code, what, where);
  }

  @Test
  void slices_are_found_by_uid_first_and_by_position_else() throws IOException {
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            // the UID is slice 4's, the position slice 1's
            .nodule("u", "", ReadingXml.roi(-28, series.sopUid(4), square(2, 2, 8, 8)))
            .nodule("z", "", ReadingXml.roi(-27.95, "9.9", square(20, 20, 26, 26))));
    ingest();
    List<CropRecord> crops = CropSet.open(out).records();
    assertThat(crops.get(0).center().zMm()).hasValueCloseTo(-22.0, within(1e-9));
    assertThat(crops.get(0).flags()).isEmpty();
    assertThat(crops.get(1).center().zMm()).hasValueCloseTo(-28.0, within(1e-9));
    assertThat(crops.get(1).flags()).containsExactly("slice-by-position");
  }

  @Test
  void readers_who_share_no_voxel_have_their_union_and_a_line_its_middle() throws IOException {
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("a", "", series.roi(2, square(2, 2, 4, 4)))
            .nodule(
                "line", ratings("3"), series.roi(4, "30 30;33 30"), ReadingXml.roi(50, "", "1 1"))
            .session()
            .nodule("b", "", series.roi(2, square(4, 2, 6, 4)))
            .session()
            .nodule("c", "", series.roi(2, square(6, 2, 8, 4))));
    ingest();
    List<CropRecord> crops = CropSet.open(out).records();
    // one voxel each, columns 3, 5, 7 of row 3
    assertThat(crops.get(0).flags()).containsExactly("no-consensus");
    assertThat(crops.get(0).readers()).isEqualTo(3);
    assertCenter(crops.get(0), new PatientPoint(-7.5, -18.5, -26));
    assertThat(crops.get(0).diameterMm()).hasValueCloseTo(2.5, within(1e-9));
    assertThat(crops.get(1).flags()).containsExactly("contour-without-slice", "no-interior");
    // column 31.5, row 30, slice 4
    assertCenter(crops.get(1), new PatientPoint(5.75, -5, -22));
    assertThat(crops.get(1).diameterMm()).isEmpty();
  }

  @Test
  void more_than_four_marks_in_one_place_and_two_of_one_reader_are_flagged() throws IOException {
    ReadingXml reading = ReadingXml.of(SERIES);
    for (int session = 1; session <= 4; session++) {
      reading.session().nodule("a", ratings("3"), series.roi(2, square(10, 10, 18, 18)));
    }
    reading.nodule("b", ratings("3"), series.roi(2, square(10, 10, 16, 18)));
    write("069.xml", reading);
    ingest();
    CropRecord crop = CropSet.open(out).records().get(0);
    assertThat(crop.readers()).isEqualTo(5);
    assertThat(crop.flags()).containsExactly("crowded", "reader-marked-twice");
  }

  @Test
  void readings_of_nothing_here_and_series_without_one_are_rows_of_the_ledger() throws IOException {
    HandMadeSeries.write(root.resolve("b"), "P2", "2.2.2");
    HandMadeSeries gap = HandMadeSeries.write(root.resolve("c"), "P3", "3.3.3");
    Files.delete(gap.file(2));
    write("a.xml", ReadingXml.of(SERIES).session());
    write("b.xml", ReadingXml.of("7.7.7").session());
    write("c.xml", ReadingXml.of("3.3.3").session());
    write("d.xml", ReadingXml.of("").session());
    Files.writeString(root.resolve("e.xml"), "<IdriReadMessage/>");
    Files.writeString(root.resolve("f.xml"), "<annotation/>");
    Files.writeString(root.resolve("G.XML"), "<LidcReadMessage>");
    IngestSummary summary = ingest();
    assertThat(ledger())
        .extracting(row -> row.replaceAll("^(([^,]*,){4}[^,]*),.*", "$1"))
        .containsExactlyInAnyOrder(
            "series,c,3.3.3,,slice-gap",
            "file,b.xml,,,no-such-series",
            "file,c.xml,,,series-rejected",
            "file,d.xml,,,no-series-uid",
            "file,e.xml,,,xray-reading",
            "file,f.xml,,,not-a-reading",
            "file,G.XML,,,bad-annotation",
            "series,b,2.2.2,,no-reading");
    // 17 slices, a.xml; six other readings
    assertThat(summary.files()).isEqualTo(new RejectCounts(24, 18, 6));
    assertThat(summary.series()).isEqualTo(new RejectCounts(3, 1, 2));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(0, 0, 0));
  }

  @Test
  void of_several_volumes_under_one_uid_the_one_that_the_reading_names_is_cut() throws IOException {
    HandMadeSeries other =
        HandMadeSeries.writeReconstruction(root.resolve("sharp"), "LIDC-IDRI-0001", SERIES, "L");
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("a", ratings("4"), other.roi(2, square(10, 10, 18, 18))));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(13, 13, 0));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(CropSet.open(out).records()).hasSize(1);
    assertThat(CropSet.open(out).records().get(0).sopUid()).isEqualTo(other.sopUid(2));
    assertThat(ledger())
        .containsExactly(
            "series,LIDC-IDRI-0001/ct,1.2.3,,no-reading,"
                + "the reading is of another volume under this UID (1 of 2: kernel B)");
  }

  @Test
  void a_reading_that_names_slices_of_two_volumes_is_of_none() throws IOException {
    HandMadeSeries other =
        HandMadeSeries.writeReconstruction(root.resolve("sharp"), "LIDC-IDRI-0001", SERIES, "L");
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("a", ratings("4"), other.roi(2, square(10, 10, 18, 18)))
            .nodule("b", ratings("4"), series.roi(2, square(10, 10, 18, 18))));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(13, 12, 1));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 0, 2));
    assertThat(ledger())
        .hasSize(3)
        .allSatisfy(
            row ->
                assertThat(row)
                    .contains(",several-volumes,")
                    .contains("2 volumes are under this UID, and the reading names slices of 2"));
  }

  @Test
  void of_several_readings_the_first_by_path_counts() throws IOException {
    assertThat(kept("a.xml", reading("2000-01-01"), "b.xml", reading(""))).isEqualTo("a.xml");
  }

  @Test
  void a_later_reading_counts_before_the_first() throws IOException {
    assertThat(kept("a.xml", reading("2006-10-02"), "b.xml", reading("2006-10-03")))
        .isEqualTo("b.xml");
  }

  @Test
  void a_resubmitted_reading_counts_before_a_later_one() throws IOException {
    assertThat(kept("a.xml", reading("2009-01-01"), "b-resubmitted.xml", reading("2000-01-01")))
        .isEqualTo("b-resubmitted.xml");
  }

  @Test
  void a_correction_may_say_so_in_its_header() throws IOException {
    ReadingXml corrected =
        reading("").header("ResponseDescription", "1 - Reading complete (correction)");
    assertThat(kept("a.xml", reading("2009-01-01"), "b.xml", corrected)).isEqualTo("b.xml");
  }

  @Test
  void a_slice_that_breaks_off_rejects_the_series_and_its_nodules() throws IOException {
    write(
        "069.xml",
        ReadingXml.of(SERIES)
            .session()
            .nodule("a", ratings("3"), series.roi(2, square(10, 10, 18, 18)))
            .nonNodule("x", -28, 20, 5));
    var tasks = LidcIdri.of(root).survey().tasks();
    Files.writeString(series.file(2), "gone");
    var outcome = tasks.get(0).run(CropOptions.DEFAULT);
    assertThat(outcome.noduleRejections())
        .extracting(rejection -> rejection.code())
        .containsExactly("non-nodule", "series-rejected");
  }

  private static ReadingXml reading(String served) {
    return ReadingXml.of(SERIES).header("DateService", served);
  }

  /** Each reading has one nodule, named after its file. */
  private String kept(String first, ReadingXml one, String second, ReadingXml other)
      throws IOException {
    String roi = series.roi(2, square(10, 10, 18, 18));
    write(first, one.session().nodule(first, ratings("3"), roi));
    write(second, other.session().nodule(second, ratings("3"), roi));
    IngestSummary summary = ingest();
    assertThat(summary.files()).isEqualTo(new RejectCounts(8, 7, 1));
    assertThat(summary.rejectedByCode()).containsOnlyKeys("superseded-reading");
    String kept = CropSet.open(out).records().get(0).sourceId().substring(2);
    assertThat(ledger().get(0))
        .startsWith("file," + (kept.equals(first) ? second : first) + ",,,superseded-reading,")
        .contains("which is kept: " + kept);
    return kept;
  }

  private String[] onTwoSlices(String points) {
    return new String[] {series.roi(2, points), series.roi(3, points)};
  }

  private static void assertCenter(CropRecord crop, PatientPoint expected) {
    assertThat(crop.center().point().orElseThrow().minus(expected).lengthMm())
        .isCloseTo(0, within(1e-9));
  }

  private void write(String name, ReadingXml reading) throws IOException {
    Files.writeString(root.resolve(name), reading.xml());
  }

  private IngestSummary ingest() throws IOException {
    return Ingest.run(LidcIdri.of(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
  }

  private List<String> ledger() throws IOException {
    List<String> rows = Files.readAllLines(out.resolve("rejected.csv"));
    return rows.subList(1, rows.size());
  }
}
