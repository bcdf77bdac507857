package org.nodulens.vit.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.StoredTensor;

/** A file of named tensors, open while they are read. */
interface TensorFile extends Closeable {
  /** Where tar archives say that they are some. */
  int TAR_MAGIC_OFFSET = 257;

  /** The format in words. */
  String format();

  /** Every tensor by its name; names of nested dictionaries are joined by dots. */
  Map<String, StoredTensor> tensors();

  /**
   * Opens a file by what it begins with, whatever it is called.
   *
   * @throws ModelFormatException if it is of no kind that is read, or damaged
   */
  static TensorFile open(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(TAR_MAGIC_OFFSET + 5);
    }
    if (startsWith(start, 0, "PK")) {
      return TorchZip.open(file);
    }
    if (start.length > 1 && start[0] == (byte) 0x80 && start[1] <= 5) {
      return TorchStream.open(file);
    }
    if (startsWith(start, TAR_MAGIC_OFFSET, "ustar")) {
      throw new ModelFormatException(
          file
              + " is a tar archive of PyTorch before 0.1.10, which is not read: load it in PyTorch"
              + " and save it anew");
    }
    if (start.length > 8 && start[8] == '{') {
      return new OfSafeTensors(SafeTensors.open(file));
    }
    throw new ModelFormatException(
        file + " is neither a PyTorch checkpoint nor a safetensors file, or is damaged");
  }

  private static boolean startsWith(byte[] bytes, int at, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= at + expected.length
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  /** A safetensors file. */
  record OfSafeTensors(SafeTensors file) implements TensorFile {
    @Override
    public String format() {
      return "safetensors";
    }

    @Override
    public Map<String, StoredTensor> tensors() {
      return file.stored();
    }

    @Override
    public void close() {
      // each tensor opens the file for itself
    }
  }
}
