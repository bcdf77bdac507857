package org.nodulens.vit.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nodulens.vit.Tensor;

/**
 * Checkpoints as torch.save writes them, in pickle protocol 2: nested maps of tensors, and of raw
 * pickle operations where a test needs more.
 */
final class TorchFiles {
  /** A tensor with what PyTorch keeps of it. */
  static final class View {
    private final StorageType type;
    private final byte[] storage;
    private final long offset;
    private final int[] shape;
    private final long[] steps;

    View(StorageType type, byte[] storage, long offset, int[] shape, long[] steps) {
      this.type = type;
      this.storage = storage;
      this.offset = offset;
      this.shape = shape;
      this.steps = steps;
    }

    StorageType type() {
      return type;
    }

    byte[] storage() {
      return storage;
    }

    long offset() {
      return offset;
    }

    int[] shape() {
      return shape;
    }

    long[] steps() {
      return steps;
    }

    /** float32 in C order. */
    static View of(Tensor tensor) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.count()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      return new View(
          StorageType.FLOAT, bytes.array(), 0, tensor.shape(), contiguous(tensor.shape()));
    }

    private static long[] contiguous(int[] shape) {
      long[] steps = new long[shape.length];
      long step = 1;
      for (int i = shape.length - 1; i >= 0; i--) {
        steps[i] = step;
        step *= shape[i];
      }
      return steps;
    }
  }

  /** Raw operations that push one value. */
  record Raw(String operations) {}

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final List<View> storages = new ArrayList<>();

  private TorchFiles(Object root) {
    bytes(0x80, 2);
    value(root);
    bytes('.');
  }

  private void bytes(int... bytes) {
    for (int value : bytes) {
      pickle.write(value);
    }
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes('X');
    little(4, utf8.length);
    pickle.writeBytes(utf8);
  }

  private void little(int count, long value) {
    for (int i = 0; i < count; i++) {
      pickle.write((int) (value >> (8 * i)));
    }
  }

  private void integer(long value) {
    bytes(0x8a, 8);
    little(8, value);
  }

  private void raw(String operations) {
    pickle.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void value(Object value) {
    if (value instanceof Raw operations) {
      raw(operations.operations());
    } else if (value instanceof Tensor tensor) {
      tensor(View.of(tensor));
    } else if (value instanceof View view) {
      tensor(view);
    } else if (value instanceof Map<?, ?> map) {
      raw("ccollections\nOrderedDict\n)R(");
      map.forEach(
          (key, inner) -> {
            text(key.toString());
            value(inner);
          });
      raw("u");
    } else {
      throw new IllegalArgumentException(value + " is not written");
    }
  }

  private void tensor(View view) {
    raw("ctorch._utils\n_rebuild_tensor_v2\n((");
    text("storage");
    raw("ctorch\n" + view.type() + "\n");
    text(Integer.toString(storages.size()));
    text("cpu");
    integer(view.storage().length / view.type().bytes());
    raw("tQ");
    integer(view.offset());
    numbers(view.shape().length, i -> view.shape()[i]);
    numbers(view.steps().length, i -> view.steps()[i]);
    raw("\u0089ccollections\nOrderedDict\n)RtR");
    storages.add(view);
  }

  private void numbers(int count, java.util.function.IntToLongFunction number) {
    raw("(");
    for (int i = 0; i < count; i++) {
      integer(number.applyAsLong(i));
    }
    raw("t");
  }

  /** data.pkl alone. */
  static byte[] pickle(Object root) {
    return new TorchFiles(root).pickle.toByteArray();
  }

  /** What PyTorch writes since 1.6; {@code method} is {@link ZipEntry#STORED} as it does. */
  static byte[] zip(Object root, int method) {
    TorchFiles file = new TorchFiles(root);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", file.pickle.toByteArray());
    entries.put("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < file.storages.size(); i++) {
      entries.put("archive/data/" + i, file.storages.get(i).storage());
    }
    entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    return zipped(entries, method);
  }

  static byte[] zipped(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What PyTorch wrote before 1.6. */
  static byte[] stream(Object root) {
    TorchFiles file = new TorchFiles(root);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(latin("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."));
    out.writeBytes(latin("\u0080\u0002M\u00e9\u0003."));
    out.writeBytes(latin("\u0080\u0002}X\r\u0000\u0000\u0000little_endian\u0088s."));
    out.writeBytes(file.pickle.toByteArray());
    out.writeBytes(latin("\u0080\u0002]("));
    for (int i = 0; i < file.storages.size(); i++) {
      String key = Integer.toString(i);
      out.writeBytes(latin("X" + (char) key.length() + "\u0000\u0000\u0000" + key));
    }
    out.writeBytes(latin("e."));
    for (View view : file.storages) {
      long elements = view.storage().length / view.type().bytes();
      out.writeBytes(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(elements).array());
      out.writeBytes(view.storage());
    }
    return out.toByteArray();
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
