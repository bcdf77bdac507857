package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.RealData;
import org.nodulens.volumeio.FormatException;

class MarkTableTest {
  private static final String HEADER =
      "series_uid,session,nodule_id,kind,rois,centroid_column,centroid_row,centroid_z_mm,subtlety,"
          + "internal_structure,calcification,sphericity,margin,lobulation,spiculation,texture,"
          + "malignancy";

  @TempDir private Path folder;

  @Test
  void a_mark_is_a_row() throws IOException {
    put("a.xml", reading("1.2"));
    assertThat(lines(MarkTable.ungrouped()))
        .containsExactly(
            HEADER,
            // corners (10, 20), (14, 20), (14, 26), (10, 26), the first of them twice
            "1.2,1,N1,nodule,1,12,23,-5,5,1,6,4,3,2,1,5,4",
            "1.2,1,S1,small-nodule,1,3,4,7.5,,,,,,,,,",
            "1.2,2,x,non-nodule,1,100,200,1.25,,,,,,,,,");
  }

  @Test
  void marks_of_a_nodule_share_a_group_where_the_scale_is_known() throws IOException {
    put(
        "a.xml",
        ReadingXml.of("1.2")
            .session()
            .nodule("a", ReadingXml.ratings("4"), ReadingXml.roi(0, "9", "10 10;12 10;12 12;10 10"))
            .nodule("b", ReadingXml.ratings("1"), ReadingXml.roi(0, "9", "90 90;92 90;92 92;90 90"))
            .session()
            .nodule("c", ReadingXml.ratings("5"), ReadingXml.roi(1, "8", "11 10;13 10;13 12;11 10"))
            .nonNodule("d", 0, 11, 11)
            .xml());
    MarkTable table = MarkTable.grouped(Map.of("1.2", new GroupingScale(0.7, 0.7, 2.5)));
    assertThat(lines(table))
        .extracting(line -> line.substring(line.lastIndexOf(',') + 1))
        .containsExactly("group", "1", "2", "1", "");
    assertThat(table.groups()).isEqualTo(2);
    assertThat(table.marksWithoutScale()).isZero();
    MarkTable unknown = MarkTable.grouped(Map.of());
    assertThat(lines(unknown))
        .extracting(line -> line.substring(line.lastIndexOf(',') + 1))
        .containsExactly("group", "", "", "", "");
    assertThat(unknown.marksWithoutScale()).isEqualTo(3);
  }

  @Test
  void every_file_is_in_the_table_or_has_a_reason() throws IOException {
    put("b/first.xml", reading("1.2"));
    put("b/resubmitted-correction.XML", reading("1.2"));
    put("c.xml", "<IdriReadMessage/>");
    put("d.xml", "<html/>");
    put("e.xml", "<LidcReadMessage>");
    put("f.xml", ReadingXml.of("").xml());
    put("g.txt", "no XML");
    MarkTable table = MarkTable.ungrouped();
    assertThat(lines(table)).hasSize(4);
    assertThat(table.series()).isEqualTo(1);
    assertThat(table.rejections())
        .extracting(Rejection::path, Rejection::code)
        .containsExactlyInAnyOrder(
            tuple("b/first.xml", "superseded-reading"),
            tuple("c.xml", "xray-reading"),
            tuple("d.xml", "not-a-reading"),
            tuple("e.xml", "bad-annotation"),
            tuple("f.xml", "no-series-uid"));
    assertThat(table.files()).isEqualTo(table.series() + table.rejections().size());
  }

  @Test
  void scales_are_read_from_a_table() throws IOException {
    Path file = folder.resolve("scales.csv");
    Files.writeString(
        file, "series_uid,kernel,slice_thickness_mm,pixel_spacing_mm\n1.2,B,2.5,0.7\n");
    assertThat(GroupingScales.read(file))
        .containsExactly(Map.entry("1.2", new GroupingScale(0.7, 0.7, 2.5)));
    Files.writeString(file, "series_uid,slice_thickness_mm,pixel_spacing_mm\n1.2,0,0.7\n");
    assertThatThrownBy(() -> GroupingScales.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("must be numbers above 0 in row 1");
    Files.writeString(file, "series_uid,slice_thickness_mm\n1.2,0\n");
    assertThatThrownBy(() -> GroupingScales.read(file))
        .hasMessageEndingWith("has no column pixel_spacing_mm");
  }

  /** The numbers of {@link LidcXmlRealDataTest}. */
  @Test
  void the_table_of_real_readings_has_a_row_for_each_of_their_marks() throws IOException {
    Path root = RealData.folder("lidc-xml");
    MarkTable table = MarkTable.ungrouped();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.write(root, out);
    assertThat(table.files()).isEqualTo(42);
    assertThat(table.series()).isEqualTo(40);
    assertThat(table.rejections()).hasSize(2).allMatch(r -> r.code().equals("xray-reading"));
    assertThat(table.marks())
        .isEqualTo(
            Map.of(MarkKind.NODULE, 248L, MarkKind.SMALL_NODULE, 614L, MarkKind.NON_NODULE, 928L));
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1 + 248 + 614 + 928);
  }

  private static String reading(String uid) {
    return ReadingXml.of(uid)
        .session()
        .nodule(
            "N1", ReadingXml.ratings("4"), ReadingXml.roi(-5, "9", "10 20;14 20;14 26;10 26;10 20"))
        .nodule("S1", "", ReadingXml.roi(7.5, "8", "3 4"))
        .session()
        .nonNodule("x", 1.25, 100, 200)
        .xml();
  }

  private List<String> lines(MarkTable table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.write(folder, out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
