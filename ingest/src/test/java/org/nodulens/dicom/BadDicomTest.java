package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadDicomTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Tag.class,
      names = {
        "RESCALE_SLOPE",
        "RESCALE_INTERCEPT",
        "PIXEL_SPACING",
        "IMAGE_POSITION",
        "IMAGE_ORIENTATION",
        "ROWS",
        "COLUMNS",
        "BITS_ALLOCATED",
        "BITS_STORED",
        "HIGH_BIT",
        "PIXEL_REPRESENTATION",
        "SOP_INSTANCE_UID",
        "PIXEL_DATA",
        "SAMPLES_PER_PIXEL"
      })
  void a_missing_tag_is_named_with_file_and_series(Tag tag) throws IOException {
    put("s.dcm", DicomBytes.slice(0, true).without(tag));
    assertThat(rejected().code()).isEqualTo("missing-tag");
    assertThat(rejected().detail())
        .isEqualTo(tag + " is missing or empty in s.dcm of series 1.2.3");
  }

  @Test
  void the_message_names_the_tag_as_the_standard_does() {
    assertThat(Tag.RESCALE_SLOPE).hasToString("Rescale Slope (0028,1053)");
  }

  @Test
  void an_empty_tag_is_a_missing_one() throws IOException {
    put("s.dcm", DicomBytes.slice(0, false).text(Tag.RESCALE_SLOPE, "DS", "  "));
    assertThat(rejected().detail()).startsWith("Rescale Slope (0028,1053) is missing or empty");
  }

  @Test
  void places_out_of_this_world_are_refused() throws IOException {
    DicomBytes slice = DicomBytes.slice(0, true);
    put("s", slice.text(Tag.IMAGE_POSITION, "DS", "1e300\\0\\0"));
    assertThat(rejected().code()).isEqualTo("bad-value");
    assertThat(rejected().detail()).startsWith("Image Position (Patient) (0020,0032) is farther");
    put("s", DicomBytes.slice(0, true).text(Tag.PIXEL_SPACING, "DS", "1e-200\\1"));
    assertThat(rejected().detail())
        .isEqualTo("Pixel Spacing (0028,0030) must be 0.001 to 1000 mm in s of series 1.2.3");
    put("s", DicomBytes.slice(0, true).text(Tag.PIXEL_SPACING, "DS", "0\\1"));
    assertThat(rejected().code()).isEqualTo("bad-value");
  }

  @Test
  void a_missing_slice_is_seen() throws IOException {
    for (double z : new double[] {-213.75, -212.5, -211.25, -208.75, -207.5}) {
      put("s" + z, DicomBytes.slice(z, true));
    }
    assertThat(rejectedSeries().code()).isEqualTo("slice-gap");
    assertThat(rejectedSeries().detail())
        .isEqualTo(
            "slice gap is 2.50 mm after z = -211.25 mm but 1.25 mm elsewhere in series 1.2.3; "
                + "a slice is missing");
  }

  @Test
  void uneven_spacing_is_refused() throws IOException {
    for (double z : new double[] {0, 1, 2, 3.2, 4.2}) {
      put("s" + z, DicomBytes.slice(z, true));
    }
    assertThat(rejectedSeries().code()).isEqualTo("uneven-spacing");
  }

  @Test
  void one_slice_is_no_volume() throws IOException {
    put("s", DicomBytes.slice(0, true));
    assertThat(rejectedSeries().code()).isEqualTo("single-slice");
    assertThat(rejectedSeries().detail())
        .isEqualTo("one slice is no volume, expected two or more, in series 1.2.3");
  }

  @Test
  void two_slices_in_one_place_are_refused() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.slice(1, true));
    put("c", DicomBytes.slice(1, true).text(Tag.SOP_INSTANCE_UID, "UI", "9.9"));
    assertThat(rejectedSeries().code()).isEqualTo("duplicate-position");
  }

  @Test
  void slices_of_another_kind_are_refused() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.slice(1, true).number(Tag.ROWS, 1).number(Tag.COLUMNS, 4));
    assertThat(rejectedSeries().code()).isEqualTo("mixed-size");
    put("b", DicomBytes.slice(1, true).text(Tag.IMAGE_ORIENTATION, "DS", "0\\1\\0\\-1\\0\\0"));
    assertThat(rejectedSeries().code()).isEqualTo("mixed-orientation");
    put("b", DicomBytes.slice(1, true).text(Tag.PIXEL_SPACING, "DS", "0.6\\0.6"));
    assertThat(rejectedSeries().code()).isEqualTo("mixed-spacing");
    put("b", DicomBytes.slice(1, true).text(Tag.IMAGE_POSITION, "DS", "-10\\20.3\\1"));
    assertThat(rejectedSeries().code()).isEqualTo("gantry-tilt");
  }

  @Test
  void other_objects_are_told_apart() throws IOException {
    put("s", DicomBytes.slice(0, true).text(Tag.MODALITY, "CS", "MR"));
    assertThat(rejected().code()).isEqualTo("not-ct");
    put("s", DicomBytes.slice(0, true).text(Tag.IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"));
    assertThat(rejected().code()).isEqualTo("localizer");
    Files.writeString(folder.resolve("s"), "no image");
    assertThat(rejected().code()).isEqualTo("not-dicom");
    assertThat(rejected().detail()).isEqualTo("s is no DICOM file: no DICM at byte 128");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.840.10008.1.2.4.50|JPEG Baseline (Process 1) (1.2.840.10008.1.2.4.50)|a copy that was"
            + " not compressed with loss: these numbers are not what the scanner measured",
        "1.2.840.10008.1.2.4.201|High-Throughput JPEG 2000 Lossless (1.2.840.10008.1.2.4.201)|a"
            + " decoder for it on the class path (org.nodulens.dicom.PixelDecoder)",
        "1.2.840.10008.1.2.4.102|MPEG-4 AVC/H.264 High Profile / Level 4.1"
            + " (1.2.840.10008.1.2.4.102)|single images: this is a video",
        "1.2.840.10008.1.2.4.102.1|Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"
            + " (1.2.840.10008.1.2.4.102.1)|single images: this is a video",
        "1.2.840.10008.1.2.6.1|RFC 2557 MIME Encapsulation (retired) (1.2.840.10008.1.2.6.1)|a copy"
            + " as a DICOM file: this is another kind of document",
        "1.2.3.4|transfer syntax 1.2.3.4|a copy in a transfer syntax of the standard: this one is a"
            + " manufacturer's own",
      })
  void what_is_not_read_is_refused_by_name_with_what_it_needs(String uid, String name, String need)
      throws IOException {
    put("s", DicomBytes.slice(0, true).transferSyntax(uid));
    assertThat(rejected().code()).isEqualTo("transfer-syntax");
    assertThat(rejected().detail())
        .isEqualTo("s is stored as " + name + ", which is not read here; it needs " + need);
  }

  @Test
  void the_same_instance_twice_is_kept_once() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.slice(1, true));
    put("c", DicomBytes.slice(1, true));
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).hasSize(1);
    assertThat(scan.rejectedFiles())
        .containsExactly(
            new RejectedFile(
                "c",
                "1.2.3",
                "duplicate-instance",
                "the same SOP Instance UID as b, which is kept"));
    assertThat(scan.filesFound()).isEqualTo(3);
  }

  @Test
  void a_link_that_leads_back_is_a_row_of_the_ledger() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.slice(1, true));
    try {
      Files.createSymbolicLink(folder.resolve("loop"), folder);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "skipped: no symbolic links here");
    }
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).hasSize(1);
    assertThat(scan.rejectedFiles()).extracting(RejectedFile::code).containsExactly("link-loop");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_file_cut_anywhere_is_refused_and_never_a_surprise(boolean explicit) throws IOException {
    byte[] whole = DicomBytes.slice(0, explicit).bytes();
    Path file = folder.resolve("s");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SliceHeader.of(DicomFile.readHeader(file)))
          .isInstanceOf(DicomFormatException.class);
    }
    assertThat(rejected().code()).isEqualTo("truncated");
    assertThat(rejected().detail())
        .matches(
            "s is truncated: Pixel Data \\(7FE0,0010\\) needs 8 bytes at byte \\d+, "
                + "the file has 7 left");
  }

  @Test
  void damaged_bytes_never_cause_anything_but_a_format_fault() throws IOException {
    Random random = new Random(5);
    Path file = folder.resolve("s");
    for (int trial = 0; trial < 4000; trial++) {
      byte[] bytes = DicomBytes.slice(0, trial % 2 == 0).bytes();
      for (int i = 0; i < 3; i++) {
        bytes[128 + random.nextInt(bytes.length - 128)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        SliceHeader slice = SliceHeader.of(DicomFile.readHeader(file));
        assertThat(slice.pixels().length()).isLessThan(bytes.length);
      } catch (DicomFormatException e) {
        assertThat(e.code()).isNotEmpty();
      }
    }
  }

  @Test
  void sequences_are_passed_over_however_they_are_written() throws IOException {
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    DicomBytes.writeTag(item, 0xFFFEE000);
    DicomBytes.writeInt(item, -1);
    DicomBytes.write(item, Tag.RESCALE_SLOPE.number(), "DS", new byte[] {'9', ' '});
    DicomBytes.writeTag(item, 0xFFFEE00D);
    DicomBytes.writeInt(item, 0);
    DicomBytes.writeTag(item, 0xFFFEE0DD);
    DicomBytes.writeInt(item, 0);
    byte[] whole = DicomBytes.slice(0, true).bytes();
    Path file = folder.resolve("s");
    Files.write(file, insert(whole, item.toByteArray()));
    assertThat(SliceHeader.of(DicomFile.readHeader(file)).rescale().slope()).isEqualTo(1);
  }

  @Test
  void sequences_nested_without_end_are_refused() throws IOException {
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      DicomBytes.writeTag(deep, 0xFFFEE000);
      DicomBytes.writeInt(deep, -1);
      DicomBytes.writeHead(deep, 0x00081140, "SQ", -1);
    }
    Path file = folder.resolve("s");
    Files.write(file, insert(DicomBytes.slice(0, true).bytes(), deep.toByteArray()));
    assertThatThrownBy(() -> DicomFile.readHeader(file))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("nested more than 32 deep");
  }

  /** Puts a sequence of undefined length right after the file meta information. */
  private static byte[] insert(byte[] whole, byte[] items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int metaEnd = 132 + 8 + 20;
    out.write(whole, 0, metaEnd);
    DicomBytes.writeHead(out, 0x00080006, "SQ", -1);
    out.writeBytes(items);
    out.write(whole, metaEnd, whole.length - metaEnd);
    return out.toByteArray();
  }

  private RejectedFile rejected() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).isEmpty();
    assertThat(scan.rejectedFiles()).hasSize(1);
    assertThat(scan.rejectedFiles().get(0).detail()).doesNotContain("Jane");
    return scan.rejectedFiles().get(0);
  }

  private RejectedSeries rejectedSeries() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).isEmpty();
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).hasSize(1);
    return scan.rejectedSeries().get(0);
  }

  private void put(String name, DicomBytes slice) throws IOException {
    Files.write(folder.resolve(name), slice.bytes());
  }
}
