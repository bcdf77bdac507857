package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @TempDir private Path folder;

  private Path file(String header, byte... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return file(json.length, json, data);
  }

  private Path file(long claimedHeader, byte[] json, byte... data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(claimedHeader).put(json).put(data);
    return Files.write(folder.resolve("model.safetensors"), bytes.array());
  }

  @Test
  void what_is_written_is_read_back_bit_by_bit() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", new Tensor(new float[] {1, -0f, Float.MIN_VALUE, 4, 5, 6}, 2, 3));
    tensors.put("a", new Tensor(new float[] {7.5f}, 1));
    Path file = folder.resolve("x.safetensors");
    SafeTensors.write(file, tensors);
    SafeTensors read = SafeTensors.open(file);
    assertThat(read.names()).containsExactly("b", "a");
    assertThat(read.tensor("b").shape()).containsExactly(2, 3);
    assertThat(read.tensor("b").values()).containsExactly(1, -0f, Float.MIN_VALUE, 4, 5, 6);
    assertThat(read.tensor("a").values()).containsExactly(7.5f);
  }

  @Test
  void every_half_and_every_bfloat16_comes_back_as_it_went() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(2);
    for (ElementType type : List.of(ElementType.F16, ElementType.BF16)) {
      for (int bits = 0; bits < 1 << 16; bits++) {
        float value = type.next(out.clear().putShort((short) bits).flip());
        if (!Float.isNaN(value)) {
          type.put(value, out.clear());
          assertThat(out.flip().getShort()).isEqualTo((short) bits);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 1.00048828125, 1", // 1 + 2^-11, half way: to even
    "F16, 1.00146484375, 1.001953125", // 1 + 3 * 2^-11, half way: to even, upwards
    "F16, 65519.99, 65504",
    "F16, 65520, Infinity",
    "F16, 2047.9, 2048", // the carry raises the exponent
    "F16, 2.9802322e-8, 0", // 2^-25, half way to the smallest
    "F16, 6.1e-5, 6.097555E-5", // below 2^-14: steps of 2^-24
    "BF16, 1.00390625, 1", // 1 + 2^-8, half way: to even
    "BF16, -3.0117188, -3.015625",
    "BF16, 3.39e38, 3.3895314E38"
  })
  void what_is_stored_in_two_bytes_is_the_nearest_value(
      ElementType type, float value, float expected) throws IOException {
    Path file = folder.resolve("small.safetensors");
    SafeTensors.copy(file, Map.of("a", new Tensor(new float[] {value, Float.NaN}, 2)), type);
    assertThat(Files.size(file) % 8).isEqualTo(4);
    assertThat(SafeTensors.open(file).tensor("a").values()).containsExactly(expected, Float.NaN);
  }

  @Test
  void half_precision_widens_exactly() throws IOException {
    // binary16 3c00 = 1, c000 = -2, 0001 = 2^-24; bfloat16 3f80 = 1, c040 = -3
    Path file =
        file(
            "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[6,10]}}",
            (byte) 0x00,
            (byte) 0x3c,
            (byte) 0x00,
            (byte) 0xc0,
            (byte) 0x01,
            (byte) 0x00,
            (byte) 0x80,
            (byte) 0x3f,
            (byte) 0x40,
            (byte) 0xc0);
    SafeTensors read = SafeTensors.open(file);
    assertThat(read.tensor("h").values()).containsExactly(1, -2, 0x1p-24f);
    assertThat(read.tensor("b").values()).containsExactly(1, -3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "past the end      | {'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 4",
        "size of the shape | {'t':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8",
        "before the start  | {'t':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | 8",
        "overlap           | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4",
        "hole              | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8",
        "left over         | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 8",
        "product overflows | {'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}} | 0",
        "negative extent   | {'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4",
        "unknown type      | {'a':{'dtype':'I8','shape':[4],'data_offsets':[0,4]}} | 4",
        "no offsets        | {'a':{'dtype':'F32','shape':[1]}} | 4",
        "same name twice   | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4",
        "no object         | [1,2,3] | 4",
        "no JSON           | {'a' | 4"
      })
  void a_header_that_lies_is_refused(String lie, String header, int dataBytes) throws IOException {
    Path file = file(header.replace('\'', '"'), new byte[dataBytes]);
    assertThatThrownBy(() -> SafeTensors.open(file))
        .as(lie)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_header_longer_than_the_file_is_refused_without_being_allocated() throws IOException {
    for (long claimed : new long[] {3, -1, Long.MAX_VALUE, 1L << 40}) {
      Path file = file(claimed, "{}".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> SafeTensors.open(file)).hasMessageContaining("claims a header of");
    }
  }

  @Test
  void a_file_cut_short_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("short"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> SafeTensors.open(file)).hasMessageContaining("has 3 bytes");
  }
}
