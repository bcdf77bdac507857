package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragmentsTest {
  private static final int MOST = 1 << 10;

  private static final byte[] NO_TABLE = {};
  private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, 1, 2};
  private static final byte[] MORE = {3, 4};
  private static final byte[] END = {5, 6, 7, 8, 9, 10};

  @TempDir private Path folder;

  @Test
  void the_fragments_of_a_single_frame_are_joined() throws IOException {
    try (DicomInput in = value(NO_TABLE, START, MORE, END)) {
      assertThat(bytes(Fragments.join(in, MOST)))
          .containsExactly(0xFF, 0xD8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }
  }

  @Test
  void a_filled_offset_table_deals_out_the_fragments() throws IOException {
    // Items: START at 0 (8 + 4), MORE at 12 (8 + 2), END at 22.
    try (DicomInput in = value(table(0, 22), START, MORE, END)) {
      // The table's item takes 16 bytes, an item's head 8.
      assertThat(Fragments.index(in, 2)).isDeepEqualTo(new long[][] {{24, 4, 36, 2}, {46, 6}});
    }
  }

  @Test
  void without_a_table_each_frame_has_a_fragment() throws IOException {
    try (DicomInput in = value(NO_TABLE, MORE, END)) {
      assertThat(Fragments.index(in, 2)).isDeepEqualTo(new long[][] {{16, 2}, {26, 6}});
    }
  }

  @Test
  void else_frames_begin_where_images_start() throws IOException {
    try (DicomInput in = value(NO_TABLE, START, MORE, START)) {
      assertThat(Fragments.index(in, 2)).isDeepEqualTo(new long[][] {{16, 4, 28, 2}, {38, 4}});
    }
  }

  @Test
  void a_table_that_leads_nowhere_is_passed_over() throws IOException {
    try (DicomInput in = value(table(0, 13), START, MORE, START)) {
      assertThat(Fragments.index(in, 2)).isDeepEqualTo(new long[][] {{24, 4, 36, 2}, {46, 4}});
    }
  }

  @Test
  void frames_that_cannot_be_told_apart_are_refused() throws IOException {
    try (DicomInput in = value(NO_TABLE, START, MORE, END)) {
      assertThatThrownBy(() -> Fragments.index(in, 2))
          .isInstanceOf(DicomFormatException.class)
          .hasMessageEndingWith(
              "holds 2 frames in 3 fragments, and nothing says where each frame begins");
    }
  }

  @Test
  void a_file_that_lacks_only_the_last_delimiter_is_read() throws IOException {
    byte[] whole = valueBytes(NO_TABLE, START);
    try (DicomInput in = input(Arrays.copyOf(whole, whole.length - 8))) {
      assertThat(Fragments.join(in, MOST).remaining()).isEqualTo(4);
    }
    for (int length = 0; length < whole.length - 8; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length == 8) {
        continue; // an offset table and nothing else: no fragment, which the decoders refuse
      }
      try (DicomInput in = input(cut)) {
        assertThatThrownBy(() -> Fragments.join(in, MOST)).isInstanceOf(DicomFormatException.class);
      }
    }
  }

  @Test
  void a_value_of_very_many_fragments_is_joined_as_fast_as_one_of_few() throws IOException {
    // Copied together anew with each of them, they would take the better part of an hour.
    byte[][] many = new byte[1_000_000][];
    Arrays.fill(many, MORE);
    try (DicomInput in = value(NO_TABLE, many)) {
      assertThat(Fragments.join(in, 3_000_000).remaining()).isEqualTo(2_000_000);
    }
  }

  @Test
  void a_frame_of_more_bytes_than_its_pixels_can_take_is_refused() throws IOException {
    try (DicomInput in = value(NO_TABLE, START, END)) {
      assertThatThrownBy(() -> Fragments.join(in, 9))
          .isInstanceOf(DicomFormatException.class)
          .hasMessageEndingWith(
              "the fragments of a frame have 10 bytes, its pixels take 9 at most");
    }
  }

  @Test
  void something_else_among_the_fragments_is_refused() throws IOException {
    byte[] whole = valueBytes(NO_TABLE, START);
    whole[9] = 0x11;
    try (DicomInput in = input(whole)) {
      assertThatThrownBy(() -> Fragments.join(in, MOST))
          .isInstanceOfSatisfying(
              DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("corrupt-pixels"));
    }
  }

  private DicomInput value(byte[] table, byte[]... fragments) throws IOException {
    return input(valueBytes(table, fragments));
  }

  private DicomInput input(byte[] bytes) throws IOException {
    return DicomLocation.of(Files.write(folder.resolve("value"), bytes)).open();
  }

  static byte[] valueBytes(byte[] table, byte[]... fragments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    item(out, table);
    for (byte[] fragment : fragments) {
      item(out, fragment);
    }
    DicomBytes.writeTag(out, ElementReader.SEQUENCE_END);
    DicomBytes.writeInt(out, 0);
    return out.toByteArray();
  }

  private static void item(ByteArrayOutputStream out, byte[] value) {
    DicomBytes.writeTag(out, ElementReader.ITEM);
    DicomBytes.writeInt(out, value.length);
    out.writeBytes(value);
  }

  static byte[] table(int... offsets) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int offset : offsets) {
      bytes.putInt(offset);
    }
    return bytes.array();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
