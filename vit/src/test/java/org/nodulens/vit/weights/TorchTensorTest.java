package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.Tensor;

/** PyTorch's checkpoints, new and old: what their tensors hold. */
class TorchTensorTest {
  private static final Tensor SIX = new Tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @TempDir private Path folder;

  /** How a checkpoint is packed. */
  enum Packing {
    STORED,
    DEFLATED,
    STREAM;

    byte[] pack(Object root) {
      return switch (this) {
        case STORED -> TorchFiles.zip(root, ZipEntry.STORED);
        case DEFLATED -> TorchFiles.zip(root, ZipEntry.DEFLATED);
        case STREAM -> TorchFiles.stream(root);
      };
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("weights.pth"), bytes);
  }

  private Tensor only(byte[] bytes, String name) throws IOException {
    try (TensorFile file = TensorFile.open(file(bytes))) {
      assertThat(file.tensors()).containsOnlyKeys(name);
      return Objects.requireNonNull(file.tensors().get(name)).read();
    }
  }

  @ParameterizedTest
  @EnumSource
  void names_of_nested_dictionaries_are_joined(Packing packing) throws Exception {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("teacher", Map.of("backbone.cls_token", SIX));
    root.put("epoch", new TorchFiles.Raw("I100\n"));
    root.put("args", new TorchFiles.Raw("cargparse\nNamespace\n)\u0081"));
    Tensor read = only(packing.pack(root), "teacher.backbone.cls_token");
    assertThat(read.shape()).containsExactly(2, 3);
    assertThat(read.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** Storage 1 ... 6, from element 1, 2 x 2 by steps 1 and 3: 2 5 over 3 6. */
  @ParameterizedTest
  @EnumSource
  void a_transposed_view_with_an_offset_is_gathered(Packing packing) throws Exception {
    TorchFiles.View whole = TorchFiles.View.of(SIX);
    var view =
        new TorchFiles.View(whole.type(), whole.storage(), 1, new int[] {2, 2}, new long[] {1, 3});
    Tensor read = only(packing.pack(Map.of("t", view)), "t");
    assertThat(read.values()).containsExactly(2, 5, 3, 6);
  }

  @ParameterizedTest
  @EnumSource
  void other_precisions_become_float32(Packing packing) throws Exception {
    // binary16 c000 = -2, bfloat16 4040 = 3, binary64 1.5
    byte[] half = {0x00, (byte) 0xc0};
    byte[] brain = {0x40, 0x40};
    byte[] twice = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1.5).array();
    assertThat(only(packing.pack(Map.of("t", scalar(StorageType.HALF, half))), "t").values())
        .containsExactly(-2);
    assertThat(only(packing.pack(Map.of("t", scalar(StorageType.BFLOAT16, brain))), "t").values())
        .containsExactly(3);
    assertThat(only(packing.pack(Map.of("t", scalar(StorageType.DOUBLE, twice))), "t").values())
        .containsExactly(1.5f);
  }

  private static TorchFiles.View scalar(StorageType type, byte[] storage) {
    return new TorchFiles.View(type, storage, 0, new int[0], new long[0]);
  }

  @Test
  void integers_are_listed_and_not_read_as_weights() throws Exception {
    var view = scalar(StorageType.LONG, new byte[8]);
    assertThatThrownBy(() -> only(TorchFiles.zip(Map.of("steps", view), ZipEntry.STORED), "steps"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("tensor steps of")
        .hasMessageContaining("LongStorage");
  }

  @ParameterizedTest
  @EnumSource
  void a_view_that_reaches_out_of_its_storage_is_refused(Packing packing) {
    byte[] four = new byte[16];
    for (TorchFiles.View lie :
        new TorchFiles.View[] {
          new TorchFiles.View(StorageType.FLOAT, four, 1, new int[] {4}, new long[] {1}),
          new TorchFiles.View(StorageType.FLOAT, four, 0, new int[] {2}, new long[] {4}),
          new TorchFiles.View(StorageType.FLOAT, four, 0, new int[] {1 << 30}, new long[] {0}),
          new TorchFiles.View(StorageType.FLOAT, four, 0, new int[] {-1}, new long[] {1}),
          new TorchFiles.View(StorageType.FLOAT, four, -1, new int[] {1}, new long[] {1}),
          new TorchFiles.View(StorageType.FLOAT, four, 0, new int[] {2}, new long[] {-1}),
          new TorchFiles.View(StorageType.FLOAT, four, 0, new int[] {2, 2}, new long[] {1}),
          new TorchFiles.View(
              StorageType.FLOAT, four, 0, new int[] {2, 2}, new long[] {Long.MAX_VALUE, 1}),
          new TorchFiles.View(
              StorageType.FLOAT,
              four,
              0,
              new int[] {65536, 65536, 65536, 65536},
              new long[] {1, 1, 1, 1})
        }) {
      assertThatThrownBy(() -> only(packing.pack(Map.of("t", lie)), "t"))
          .as(Arrays.toString(lie.shape()))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("has a tensor of shape");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_cut_anywhere_is_refused(Packing packing) throws Exception {
    byte[] whole = packing.pack(Map.of("t", SIX));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> only(cut, "t"))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("weights.pth");
    }
  }

  @Test
  void a_storage_of_another_size_than_claimed_is_refused() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/data.pkl", TorchFiles.pickle(Map.of("t", SIX)));
    entries.put("a/data/0", new byte[20]);
    assertThatThrownBy(() -> only(TorchFiles.zipped(entries, ZipEntry.STORED), "t"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("a/data/0 has 20 bytes, expected are 24");
    entries.remove("a/data/0");
    assertThatThrownBy(() -> only(TorchFiles.zipped(entries, ZipEntry.STORED), "t"))
        .hasMessageContaining("a/data/0 is missing");
  }

  @Test
  void what_would_inflate_to_far_more_than_the_file_is_refused() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/data.pkl", TorchFiles.pickle(Map.of("t", SIX)));
    entries.put("a/data/0", new byte[1 << 20]);
    assertThatThrownBy(() -> only(TorchFiles.zipped(entries, ZipEntry.DEFLATED), "t"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("would inflate to");
  }

  @Test
  void other_files_are_refused_by_what_they_are() throws Exception {
    Map<String, byte[]> program = Map.of("m/code/x.py", new byte[1], "m/data.pkl", new byte[1]);
    assertRefused(TorchFiles.zipped(program, ZipEntry.STORED), "TorchScript program");
    assertRefused(TorchFiles.zipped(Map.of("x", new byte[1]), ZipEntry.STORED), "no PyTorch");
    assertRefused(TorchFiles.latin("\u0080\u0004N."), "no checkpoint of PyTorch");
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertRefused(tar, "before 0.1.10");
    assertRefused(new byte[100], "neither a PyTorch checkpoint nor a safetensors file");
    assertRefused(new byte[0], "neither a PyTorch checkpoint nor a safetensors file");
    byte[] big = TorchFiles.latin("big");
    Map<String, byte[]> other = Map.of("a/data.pkl", TorchFiles.latin("}."), "a/byteorder", big);
    assertRefused(TorchFiles.zipped(other, ZipEntry.STORED), "byte order \"big\"");
    assertRefused(TorchFiles.zip(new TorchFiles.Raw("]"), ZipEntry.STORED), "no dictionary");
    Map<String, Object> longName = Map.of("n".repeat(1001), SIX);
    assertRefused(TorchFiles.zip(longName, ZipEntry.STORED), "name of more than 1000 characters");
  }

  private void assertRefused(byte[] bytes, String why) {
    assertThatThrownBy(() -> TensorFile.open(file(bytes)).close())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("weights.pth")
        .hasMessageContaining(why);
  }

  /** A sparse file: only its ends take room on the disk. */
  @Test
  void a_tensor_past_two_gibibytes_is_read() throws Exception {
    byte[] whole = TorchFiles.stream(Map.of("far", TorchFiles.View.of(SIX)));
    long elements = 600_000_000; // of four bytes: 2.4 GB
    Path file = file(whole);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      int data = whole.length - 24;
      // the pickle's two integers: elements of the storage, and the offset of the view
      int storage = indexOf(whole, TorchFiles.latin("cpu\u008a\b")) + 5;
      int offset = indexOf(whole, TorchFiles.latin("tQ\u008a\b")) + 4;
      write(channel, storage, elements);
      write(channel, offset, elements - 6);
      write(channel, data - 8, elements);
      channel.write(ByteBuffer.wrap(whole, data, 24), data + 4 * (elements - 6));
    }
    try (TensorFile read = TensorFile.open(file)) {
      StoredTensor far = Objects.requireNonNull(read.tensors().get("far"));
      assertThat(far.read().values()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  private static void write(FileChannel channel, long position, long value) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).flip();
    channel.write(bytes, position);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }
}
