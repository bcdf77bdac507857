package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;

class SegmentationTest {
  private static final int[] CROSS = {0, 1, 0, 1, 1, 1, 0, 1, 0};
  private static final int[] CORNER = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final int[] LAST = {0, 0, 0, 0, 0, 0, 0, 0, 1};

  @TempDir private Path folder;

  private Segmentation read(byte[] bytes) throws IOException {
    return Segmentation.read(DicomLocation.of(Files.write(folder.resolve("seg.dcm"), bytes)));
  }

  private DicomFormatException refused(byte[] bytes) {
    return catchThrowableOfType(DicomFormatException.class, () -> read(bytes));
  }

  /** The pixels of a segment, by slice. */
  private static Map<Integer, BitSet> pixels(Segmentation segmentation, int segment)
      throws IOException {
    Map<Integer, BitSet> slices = new TreeMap<>();
    segmentation.read(Set.of(segment), frame -> slices.put(frame.slice(), frame.pixels()));
    return slices;
  }

  private static BitSet bits(int... values) {
    BitSet bits = new BitSet();
    for (int i = 0; i < values.length; i++) {
      bits.set(i, values[i] != 0);
    }
    return bits;
  }

  /** Three frames of two segments; the slice at 4 mm has none. */
  private static SegmentationBytes three(boolean explicit) {
    return SegmentationBytes.binary(explicit)
        .segment(1, "GTV")
        .segment(2, "Heart")
        .frame(1, 0, CROSS)
        .frame(2, 2, LAST)
        .frame(1, 6, CORNER);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bits_run_from_the_lowest_on_across_frames(boolean explicit) throws IOException {
    Segmentation segmentation = read(three(explicit).bytes());
    assertThat(segmentation.grid().size()).isEqualTo(new GridSize(3, 3, 4));
    assertThat(segmentation.grid().spacing().zMm()).isEqualTo(2);
    assertThat(pixels(segmentation, 1)).isEqualTo(Map.of(0, bits(CROSS), 3, bits(CORNER)));
    assertThat(pixels(segmentation, 2)).isEqualTo(Map.of(1, bits(LAST)));
  }

  @Test
  void a_deflated_one_is_the_same() throws IOException {
    assertThat(pixels(read(three(true).object().deflatedBytes()), 1))
        .isEqualTo(Map.of(0, bits(CROSS), 3, bits(CORNER)));
  }

  @Test
  void frames_may_come_in_any_order() throws IOException {
    Segmentation segmentation =
        read(
            SegmentationBytes.binary(true)
                .segment(1, "GTV")
                .frame(1, 4, LAST)
                .frame(1, 0, CROSS)
                .frame(1, 2, CORNER)
                .bytes());
    assertThat(segmentation.grid().origin()).isEqualTo(new PatientPoint(-10, 20, 0));
    assertThat(pixels(segmentation, 1))
        .isEqualTo(Map.of(0, bits(CROSS), 1, bits(CORNER), 2, bits(LAST)));
  }

  @Test
  void segments_say_what_they_are() throws IOException {
    Segmentation segmentation = read(three(true).bytes());
    Segment first = segmentation.segments().get(0);
    assertThat(first.label()).isEqualTo("GTV");
    assertThat(first.trackingId()).contains("lesion 1");
    assertThat(first.type()).contains(new CodedTerm("SCT", "27925004", "Nodule"));
    assertThat(first.category()).isEmpty();
    assertThat(segmentation.references().seriesUids()).containsExactly("1.2.3");
    assertThat(segmentation.references().sopUids()).containsExactly("1.2.3.4");
    assertThat(segmentation.references().frameOfReferenceUids()).containsExactly("1.8");
  }

  @Test
  void a_fraction_counts_from_half_of_the_maximum_on() throws IOException {
    Segmentation segmentation =
        read(
            SegmentationBytes.fractional()
                .segment(1, "GTV")
                .frame(1, 0, 99, 100, 101, 200, 0, 255, 1, 50, 150)
                .frame(1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 100)
                .bytes());
    assertThat(pixels(segmentation, 1))
        .isEqualTo(Map.of(0, bits(0, 1, 1, 1, 0, 1, 0, 0, 1), 1, bits(LAST)));
  }

  @Test
  void fractions_in_run_lengths_are_the_same() throws IOException {
    // A header of one segment, then nine bytes as they are, then nine that are alike.
    byte[] first = new byte[64 + 10];
    first[0] = 1;
    first[4] = 64;
    first[64] = 8;
    first[64 + 5] = (byte) 200;
    byte[] second = new byte[64 + 2];
    second[0] = 1;
    second[4] = 64;
    second[64] = -8;
    second[65] = 100;
    byte[] bytes =
        SegmentationBytes.fractional()
            .segment(1, "GTV")
            .frame(1, 0, new int[9])
            .frame(1, 2, new int[9])
            .object()
            .encapsulated(new byte[0], first, second)
            .transferSyntax("1.2.840.10008.1.2.5")
            .bytes();
    assertThat(pixels(read(bytes), 1))
        .isEqualTo(Map.of(0, bits(0, 0, 0, 0, 1), 1, bits(1, 1, 1, 1, 1, 1, 1, 1, 1)));
  }

  @Test
  void run_lengths_that_end_early_are_told_with_the_file() throws IOException {
    byte[] cut = new byte[66];
    cut[0] = 1;
    cut[4] = 64;
    cut[64] = 8;
    Segmentation segmentation =
        read(
            SegmentationBytes.fractional()
                .segment(1, "GTV")
                .frame(1, 0, new int[9])
                .object(
                    DicomBytes.item(true, false)
                        .text(Tag.PIXEL_SPACING, "DS", "2\\2")
                        .text(Tag.SLICE_THICKNESS, "DS", "2"))
                .encapsulated(new byte[0], cut)
                .transferSyntax("1.2.840.10008.1.2.5")
                .bytes());
    assertThat(catchThrowableOfType(DicomFormatException.class, () -> pixels(segmentation, 1)))
        .hasMessageContaining("seg.dcm")
        .extracting(DicomFormatException::code)
        .isEqualTo("truncated");
  }

  @Test
  void what_it_says_of_the_distance_of_slices_counts_where_frames_are_farther_apart()
      throws IOException {
    DicomBytes measures =
        DicomBytes.item(true, false)
            .text(Tag.PIXEL_SPACING, "DS", "2\\2")
            .text(Tag.SPACING_BETWEEN_SLICES, "DS", "3");
    Segmentation segmentation =
        read(
            SegmentationBytes.binary(true)
                .segment(1, "GTV")
                .frame(1, 0, CROSS)
                .frame(1, 30, CROSS)
                .object(measures)
                .bytes());
    assertThat(segmentation.grid().size().slices()).isEqualTo(11);
  }

  @Test
  void one_frame_is_as_deep_as_it_is_thick() throws IOException {
    DicomBytes measures =
        DicomBytes.item(true, false)
            .text(Tag.PIXEL_SPACING, "DS", "2\\2")
            .text(Tag.SLICE_THICKNESS, "DS", "1.5");
    SegmentationBytes one = SegmentationBytes.binary(true).segment(1, "GTV").frame(1, 0, CROSS);
    assertThat(read(one.object(measures).bytes()).grid().spacing().zMm()).isEqualTo(1.5);
    assertThat(refused(one.bytes()).code()).isEqualTo("missing-tag");
  }

  @Test
  void distances_that_are_rounded_do_not_add_up() throws IOException {
    // Slices 0.714 mm apart, written to a tenth: the smallest gap is 0.7.
    SegmentationBytes many = SegmentationBytes.binary(true).segment(1, "GTV");
    for (int i = 0; i < 300; i++) {
      many.frame(1, Math.rint(i * 7.14) / 10, CROSS);
    }
    Segmentation segmentation = read(many.bytes());
    assertThat(segmentation.grid().size().slices()).isEqualTo(300);
    assertThat(pixels(segmentation, 1)).hasSize(300);
  }

  @Test
  void frames_that_a_tilted_gantry_has_shifted_lie_on_a_slanted_grid() throws IOException {
    SegmentationBytes shifted = SegmentationBytes.binary(true).segment(1, "GTV");
    for (int i = 0; i < 4; i++) {
      shifted.frameAt(1, "-10\\" + (20 + i) + "\\" + 2 * i, CROSS);
    }
    assertThat(read(shifted.bytes()).grid().axes().isUpright()).isFalse();
  }

  @Test
  void frames_on_no_even_grid_are_refused() {
    SegmentationBytes uneven =
        SegmentationBytes.binary(true)
            .segment(1, "GTV")
            .frame(1, 0, CROSS)
            .frame(1, 2, CROSS)
            .frame(1, 5, CROSS)
            .frame(1, 7, CROSS);
    assertThat(refused(uneven.bytes()).code()).isEqualTo("uneven-spacing");
    SegmentationBytes beside =
        SegmentationBytes.binary(true)
            .segment(1, "GTV")
            .frame(1, 0, CROSS)
            .frameAt(1, "90000\\20\\0.02", CROSS);
    assertThat(refused(beside.bytes()).code()).isEqualTo("uneven-spacing");
  }

  @Test
  void a_segment_has_one_frame_a_place() {
    SegmentationBytes twice =
        SegmentationBytes.binary(true)
            .segment(1, "GTV")
            .frame(1, 0, CROSS)
            .frame(1, 2, CROSS)
            .frame(1, 2, CORNER);
    assertThat(refused(twice.bytes()).code()).isEqualTo("duplicate-position");
  }

  @Test
  void a_frame_of_no_segment_is_refused() {
    assertThat(refused(three(true).frame(3, 8, CROSS).bytes()))
        .hasMessageContaining("frame 4 is of segment 3, which is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "4", "1000000000", "-1", "x"})
  void a_number_of_frames_that_lies_is_refused(String frames) {
    byte[] bytes = three(true).object().text(Tag.NUMBER_OF_FRAMES, "IS", frames).bytes();
    assertThat(refused(bytes).code()).isEqualTo("pixel-format");
  }

  @Test
  void frames_without_bits_are_refused() {
    // 27 bits need four bytes.
    byte[] bytes = three(true).object().raw(Tag.PIXEL_DATA.number(), "OB", new byte[2]).bytes();
    assertThat(refused(bytes).code()).isEqualTo("truncated");
    assertThat(refused(three(true).object().without(Tag.PIXEL_DATA).bytes()).code())
        .isEqualTo("missing-tag");
    byte[] whole = three(true).bytes();
    assertThat(refused(Arrays.copyOf(whole, whole.length - 1)).code()).isEqualTo("truncated");
  }

  @Test
  void larger_frames_than_there_are_bits_for_are_refused() {
    byte[] bytes = three(true).object().number(Tag.ROWS, 65535).number(Tag.COLUMNS, 1000).bytes();
    assertThat(refused(bytes).code()).isEqualTo("truncated");
    assertThat(
            refused(three(true).object().number(Tag.ROWS, 65535).number(Tag.COLUMNS, 65535).bytes())
                .code())
        .isEqualTo("pixel-format");
  }

  @Test
  void other_kinds_are_refused() {
    assertThat(
            refused(three(true).object().text(Tag.SEGMENTATION_TYPE, "CS", "LABELMAP").bytes())
                .code())
        .isEqualTo("pixel-format");
    assertThat(refused(three(true).object().number(Tag.BITS_ALLOCATED, 8).bytes()).code())
        .isEqualTo("pixel-format");
    assertThat(refused(DicomBytes.slice(0, true).bytes()).code()).isEqualTo("not-seg");
  }
}
