package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.PatientPoint;

class RtStructureTest {
  @TempDir private Path folder;

  private RtStructure read(byte[] bytes) throws IOException {
    return RtStructure.read(DicomLocation.of(Files.write(folder.resolve("rt.dcm"), bytes)));
  }

  private DicomFormatException refused(byte[] bytes) {
    return catchThrowableOfType(DicomFormatException.class, () -> read(bytes));
  }

  /** What is wrong with the contours of the only region. */
  private DicomFormatException badContour(DicomBytes contour) throws IOException {
    RtStructure structure = read(new StructureBytes(true).roi(1, "GTV", contour).bytes());
    return catchThrowableOfType(
        DicomFormatException.class, () -> structure.rois().get(0).contours());
  }

  private static DicomBytes contour(String type, String data) {
    return new StructureBytes(true).contour(type, data);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void names_types_points_and_images_are_read(boolean explicit) throws IOException {
    StructureBytes written = new StructureBytes(explicit);
    RtStructure structure =
        read(written.roi(7, "GTV-1", written.triangle()).roi(2, "Heart").bytes());
    assertThat(structure.rois()).extracting(RtRoi::number).containsExactly(2, 7);
    assertThat(structure.rois().get(0).contours()).isEmpty();
    RtRoi gtv = structure.rois().get(1);
    assertThat(gtv.name()).isEqualTo("GTV-1");
    assertThat(gtv.interpretedType()).contains("GTV");
    RtContour triangle = gtv.contours().get(0);
    assertThat(triangle.kind()).isEqualTo(RtContour.Kind.CLOSED);
    assertThat(triangle.sopUid()).contains("1.2.3.4");
    assertThat(triangle.points())
        .containsExactly(
            new PatientPoint(0, 0, -5.5),
            new PatientPoint(10, 0, -5.5),
            new PatientPoint(0, 10, -5.5));
  }

  @Test
  void all_that_it_names_is_collected() throws IOException {
    StructureBytes written = new StructureBytes(true);
    ObjectReferences references =
        read(written.roi(1, "GTV", written.triangle()).bytes()).references();
    assertThat(references.studyUid()).contains("1.2");
    assertThat(references.seriesUids()).containsExactly("1.2.3");
    assertThat(references.sopUids()).containsExactly("1.2.3.5", "1.2.3.4");
    assertThat(references.frameOfReferenceUids()).containsExactly("1.8", "1.9");
  }

  @Test
  void a_deflated_one_is_the_same() throws IOException {
    StructureBytes written = new StructureBytes(true);
    byte[] bytes = written.roi(1, "GTV", written.triangle()).object().deflatedBytes();
    assertThat(read(bytes).rois().get(0).contours()).hasSize(1);
  }

  @Test
  void points_and_lines_are_told_from_polygons() throws IOException {
    RtStructure structure =
        read(
            new StructureBytes(true)
                .roi(
                    1,
                    "all",
                    contour("POINT", "1\\2\\3"),
                    contour("OPEN_PLANAR", "1\\2\\3\\4\\5\\6"),
                    contour("CLOSEDPLANAR_XOR", "1\\2\\3\\4\\5\\6"),
                    contour("SPLINE", "1\\2\\3"))
                .bytes());
    assertThat(structure.rois().get(0).contours())
        .extracting(RtContour::kind)
        .containsExactly(
            RtContour.Kind.POINT, RtContour.Kind.OPEN, RtContour.Kind.CLOSED, RtContour.Kind.OPEN);
  }

  @Test
  void contours_of_a_region_that_is_not_there_make_one_without_a_name() throws IOException {
    StructureBytes written = new StructureBytes(true);
    RtStructure structure = read(written.contours(9, written.triangle()).bytes());
    assertThat(structure.rois()).hasSize(1);
    assertThat(structure.rois().get(0).name()).isEmpty();
    assertThat(structure.rois().get(0).contours()).hasSize(1);
  }

  @Test
  void the_numbers_of_regions_are_their_keys() {
    assertThat(refused(new StructureBytes(true).roi(1, "a").roi(1, "b").bytes()))
        .hasMessageContaining("two regions have the number 1")
        .extracting(DicomFormatException::code)
        .isEqualTo("bad-value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN\\0\\0",
        "1\\2\\Infinity",
        "1\\2\\1e999",
        "1\\2\\1e7",
        "1\\2",
        "1\\2\\3\\4",
        "1\\\\3",
        "1\\2\\0x10"
      })
  void coordinates_are_finite_numbers_three_a_point(String data) throws IOException {
    assertThat(badContour(contour("CLOSED_PLANAR", data)).code()).isEqualTo("bad-value");
  }

  @Test
  void a_contour_without_points_is_damaged() throws IOException {
    assertThat(badContour(contour("CLOSED_PLANAR", "")).code()).isEqualTo("missing-tag");
  }

  @Test
  void a_contour_that_lost_points_on_the_way_is_damaged() throws IOException {
    DicomBytes contour =
        contour("CLOSED_PLANAR", "1\\2\\3").text(Tag.NUMBER_OF_CONTOUR_POINTS, "IS", "1000000000");
    assertThat(badContour(contour))
        .hasMessageContaining("is not the 1 points that are there")
        .extracting(DicomFormatException::code)
        .isEqualTo("bad-value");
  }

  @Test
  void a_truncated_file_is_refused_wherever_it_ends() {
    StructureBytes written = new StructureBytes(true);
    byte[] whole = written.roi(1, "GTV", written.triangle()).bytes();
    // An end between two elements of the data set cannot be told from that of a shorter file.
    int inSequences = whole.length - 10;
    for (int length = inSequences; length > inSequences - 100; length -= 7) {
      assertThat(refused(Arrays.copyOf(whole, length)).code()).isEqualTo("truncated");
    }
  }

  @Test
  void a_million_empty_items_are_too_many() {
    byte[] items = new byte[8 * (ItemReader.MOST_ITEMS + 1)];
    for (int i = 0; i < items.length; i += 8) {
      items[i] = (byte) 0xFE;
      items[i + 1] = (byte) 0xFF;
      items[i + 3] = (byte) 0xE0;
    }
    byte[] bytes =
        new StructureBytes(true)
            .object()
            .raw(SequenceTag.STRUCTURE_SET_ROI.number(), "SQ", items)
            .bytes();
    assertThat(refused(bytes).code()).isEqualTo("too-large");
  }

  @Test
  void sequences_within_sequences_end_somewhere() {
    DicomBytes nested = DicomBytes.item(true, false);
    for (int depth = 0; depth < 20; depth++) {
      nested = DicomBytes.item(true, false).sequence(SequenceTag.CONTOUR.number(), nested);
    }
    byte[] bytes =
        new StructureBytes(true)
            .object()
            .sequence(SequenceTag.ROI_CONTOUR.number(), nested)
            .bytes();
    assertThat(refused(bytes)).hasMessageContaining("nested more than 8 deep");
  }

  @Test
  void another_object_is_refused() {
    assertThat(refused(DicomBytes.slice(0, true).bytes()).code()).isEqualTo("not-rtstruct");
  }

  @Test
  void names_of_persons_are_not_kept() throws IOException {
    StructureBytes written = new StructureBytes(true);
    byte[] bytes = written.roi(1, "GTV", written.triangle()).bytes();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("Doe^Jane");
    assertThat(List.of(Tag.values())).noneMatch(tag -> tag.number() == 0x300600A6);
  }
}
