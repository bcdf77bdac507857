package org.nodulens.vit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/** Writes a safetensors file: the same tensors give the same bytes. */
final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafeTensorsWriter() {}

  static void write(Path file, Map<String, ? extends StoredTensor> tensors, ElementType type)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, header(tensors, type));
      for (StoredTensor tensor : tensors.values()) {
        writeValues(channel, tensor.read().values(), type);
      }
    }
  }

  private static ByteBuffer header(Map<String, ? extends StoredTensor> tensors, ElementType type)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (Map.Entry<String, ? extends StoredTensor> named : tensors.entrySet()) {
      ObjectNode entry = root.putObject(named.getKey());
      entry.put("dtype", type.name());
      ArrayNode shape = entry.putArray("shape");
      Arrays.stream(named.getValue().shape()).forEach(shape::add);
      long end = at + (long) type.bytes() * named.getValue().count();
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    int padded = (json.length + 7) / 8 * 8; // the data starts at a multiple of eight
    ByteBuffer header =
        ByteBuffer.allocate(SafeTensors.LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  private static void writeValues(FileChannel channel, float[] values, ElementType type)
      throws IOException {
    ByteBuffer data =
        ByteBuffer.allocate(type.bytes() * Math.min(values.length, SafeTensors.CHUNK))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.length; at += SafeTensors.CHUNK) {
      int count = Math.min(SafeTensors.CHUNK, values.length - at);
      data.clear();
      for (int i = at; i < at + count; i++) {
        type.put(values[i], data);
      }
      writeFully(channel, data.flip());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }
}
