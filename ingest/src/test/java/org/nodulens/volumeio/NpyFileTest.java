package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir private Path folder;

  @Test
  void rows_come_back_as_they_were_appended() throws IOException {
    Path path = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.create(path, NpyType.INT16, 1, 2)) {
      writer.append(new short[] {-32768, 7});
      writer.append(new short[] {3071, -1});
    }
    NpyFile file = NpyFile.open(path);
    assertThat(file.dtype()).isEqualTo(NpyType.INT16);
    assertThat(file.shape()).containsExactly(2, 1, 2);
    assertThat(file.row(1).getShort(0)).isEqualTo((short) 3071);
    assertThat(file.floats()).containsExactly(-32768, 7, 3071, -1);
  }

  @Test
  void a_file_has_the_very_bytes_that_numpy_writes() throws IOException {
    // numpy.save of numpy.array([[1], [-2]], "<i2"): 118 bytes of header text, then 4 of data.
    Path path = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.create(path, NpyType.INT16, 1)) {
      writer.append(new short[] {1});
      writer.append(new short[] {-2});
    }
    String dictionary = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 1), }";
    String text = dictionary + " ".repeat(117 - dictionary.length()) + "\n";
    ByteBuffer expected = ByteBuffer.allocate(132).order(ByteOrder.LITTLE_ENDIAN);
    expected.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    expected.put((byte) 1).put((byte) 0).putShort((short) 118);
    expected.put(text.getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).putShort((short) -2);
    assertThat(Files.readAllBytes(path)).isEqualTo(expected.array());
  }

  @Test
  void a_writer_without_rows_leaves_an_array_of_none() throws IOException {
    Path path = folder.resolve("a.npy");
    NpyWriter.create(path, NpyType.UINT8, 3, 4).close();
    assertThat(NpyFile.open(path).shape()).containsExactly(0, 3, 4);
    assertThat(NpyFile.open(path).floats()).isEmpty();
  }

  @Test
  void unsigned_bytes_stay_positive() throws IOException {
    Path path = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.create(path, NpyType.UINT8, 2)) {
      writer.append(new byte[] {(byte) 255, 4});
    }
    assertThat(NpyFile.open(path).doubles()).containsExactly(255, 4);
  }

  @Test
  void whole_arrays_keep_every_bit() throws IOException {
    Path path = folder.resolve("a.npy");
    NpyFile.write(path, new int[] {3}, new double[] {Math.PI, -0.0, Double.MIN_VALUE});
    assertThat(NpyFile.open(path).doubles()).containsExactly(Math.PI, -0.0, Double.MIN_VALUE);
    NpyFile.write(path, new int[] {2, 1}, new float[] {1.1f, Float.MIN_VALUE});
    assertThat(NpyFile.open(path).floats()).containsExactly(1.1f, Float.MIN_VALUE);
    NpyFile.write(path, new int[0], new float[] {5});
    assertThat(NpyFile.open(path).floats()).containsExactly(5);
    assertThat(NpyFile.open(path).shape()).isEmpty();
  }

  @Test
  void a_row_beyond_two_gibibytes_is_read_without_the_others() throws IOException {
    // 40,000 rows of 65,536 bytes = 2.6 GB, sparse; the last row starts at 128 + 39,999 * 65,536.
    Path path = folder.resolve("large.npy");
    byte[] header = new NpyHeader(NpyType.UINT8, 40_000, 65_536).encode(128);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(header);
      file.setLength(128 + 40_000L * 65_536);
      file.seek(128 + 39_999L * 65_536);
      file.write(9);
    }
    NpyFile array = NpyFile.open(path);
    assertThat(array.row(39_999).get(0)).isEqualTo((byte) 9);
    assertThat(array.row(39_998).get(0)).isZero();
    assertThatThrownBy(array::floats).hasMessageContaining("too many to load whole");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void formats_1_to_3_are_read(int version) throws IOException {
    Path path = write(version, "{'shape': (2,), \"fortran_order\": False, 'descr': '<i8'}", 16);
    assertThat(NpyFile.open(path).doubles()).containsExactly(0, 0);
  }

  static Stream<Arguments> lies() {
    String rest = "'fortran_order': False, 'shape': (2,)}";
    return Stream.of(
        Arguments.of("{'descr': '<f4', " + rest, 7, "is truncated: its header promises 2 elements"),
        Arguments.of("{'descr': '>i2', " + rest, 4, "holds elements of type '>i2'"),
        Arguments.of("{'descr': [('a', '<i2')], " + rest, 4, "malformed NumPy header"),
        Arguments.of("{'descr': '<i2', 'shape': (2,)}", 4, "without a plain descr"),
        Arguments.of("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 2)}", 8, "Fortran"),
        Arguments.of("{'descr': '<i2', 'fortran_order': False, 'shape': (-2,)}", 4, "no length"),
        Arguments.of(
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2147483647, 2147483647, "
                + "2147483647, 4)}",
            8,
            "is truncated"),
        Arguments.of("{'descr': '<i2', 'fortran_order': False, 'shape': (2", 4, "the end"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void a_lying_header_is_refused(String dictionary, int bytes, String message) throws IOException {
    Path path = write(1, dictionary, bytes);
    assertThatThrownBy(() -> NpyFile.open(path))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContaining(message);
  }

  @Test
  void what_is_no_array_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("a.npy"), "a,b,c,d,e,f,g,h,i");
    assertThatThrownBy(() -> NpyFile.open(text)).hasMessageContaining("is not a NumPy array");
    Path empty = Files.writeString(folder.resolve("b.npy"), "");
    assertThatThrownBy(() -> NpyFile.open(empty)).hasMessageContaining("is not a NumPy array");
  }

  @Test
  void a_header_longer_than_the_file_is_refused() throws IOException {
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, 0, 0};
    Path path = Files.write(folder.resolve("a.npy"), start);
    assertThatThrownBy(() -> NpyFile.open(path)).hasMessageContaining("is truncated");
    start[11] = -1;
    Files.write(path, start);
    assertThatThrownBy(() -> NpyFile.open(path)).hasMessageContaining("at most 65536");
  }

  private Path write(int version, String dictionary, int dataBytes) throws IOException {
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    int preamble = version == 1 ? 10 : 12;
    ByteBuffer file =
        ByteBuffer.allocate(preamble + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text);
    return Files.write(folder.resolve("lie.npy"), file.array());
  }
}
