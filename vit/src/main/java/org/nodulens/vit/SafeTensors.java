package org.nodulens.vit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format: eight bytes of header length, a JSON header,
 * the data. Nothing in it is executed. Every offset is checked against the file before it is used;
 * overlaps and holes are refused, as the format demands.
 */
public final class SafeTensors {
  static final int LENGTH_BYTES = 8;

  /** The format's own limit on the header. */
  private static final long LARGEST_HEADER = 100_000_000;

  /** Values that are read or written at a time. */
  static final int CHUNK = 1 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Path file;
  private final long dataStart;
  private final Map<String, TensorEntry> entries;

  private SafeTensors(Path file, long dataStart, Map<String, TensorEntry> entries) {
    this.file = file;
    this.dataStart = dataStart;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * Reads the header alone.
   *
   * @throws ModelFormatException if the header is not one, or does not fit the file
   */
  public static SafeTensors open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < LENGTH_BYTES) {
        throw new ModelFormatException(file + " has " + size + " bytes: not a safetensors file");
      }
      long headerLength = read(channel, 0, LENGTH_BYTES, file).getLong();
      if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, size - LENGTH_BYTES)) {
        throw new ModelFormatException(
            file + " claims a header of " + headerLength + " bytes, but has " + size + " in all");
      }
      byte[] header = new byte[(int) headerLength];
      read(channel, LENGTH_BYTES, header.length, file).get(header);
      long dataStart = LENGTH_BYTES + headerLength;
      return new SafeTensors(file, dataStart, parse(header, size - dataStart, file));
    }
  }

  private static Map<String, TensorEntry> parse(byte[] header, long dataLength, Path file)
      throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JsonProcessingException | CharConversionException e) {
      throw new ModelFormatException(file + " has a header that is not JSON", e);
    }
    if (root == null || !root.isObject()) {
      throw new ModelFormatException(file + " has a header that is not a JSON object");
    }
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        String where = "tensor " + field.getKey() + " in " + file;
        entries.put(field.getKey(), TensorEntry.read(field.getValue(), dataLength, where));
      }
    }
    requireNoOverlap(entries, dataLength, file);
    return entries;
  }

  private static void requireNoOverlap(Map<String, TensorEntry> entries, long dataLength, Path file)
      throws ModelFormatException {
    List<TensorEntry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long at = 0;
    for (TensorEntry entry : ordered) {
      if (entry.begin() != at) {
        throw new ModelFormatException(
            file + " has tensors that overlap or leave a hole at byte " + at + " of its data");
      }
      at = entry.end();
    }
    if (at != dataLength) {
      throw new ModelFormatException(
          file + " has " + dataLength + " bytes of data, its tensors take " + at);
    }
  }

  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * Reads one tensor, as float32.
   *
   * @throws ModelFormatException if there is no tensor of that name
   */
  public Tensor tensor(String name) throws IOException {
    TensorEntry entry = entries.get(name);
    if (entry == null) {
      throw new ModelFormatException(file + " has no tensor " + name);
    }
    float[] values =
        new float[Math.toIntExact((entry.end() - entry.begin()) / entry.type().bytes())];
    try (FileChannel channel = FileChannel.open(file)) {
      for (int at = 0; at < values.length; at += CHUNK) {
        int count = Math.min(CHUNK, values.length - at);
        long position = dataStart + entry.begin() + (long) at * entry.type().bytes();
        entry
            .type()
            .decode(read(channel, position, count * entry.type().bytes(), file), values, at, count);
      }
    }
    return new Tensor(values, entry.shape());
  }

  /** All tensors, in the file's order. */
  public Map<String, Tensor> tensors() throws IOException {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (String name : names()) {
      all.put(name, tensor(name));
    }
    return all;
  }

  /** Every tensor, not yet read, in the file's order. */
  public Map<String, StoredTensor> stored() {
    Map<String, StoredTensor> all = new LinkedHashMap<>();
    entries.forEach((name, entry) -> all.put(name, new Stored(name, entry.shape())));
    return all;
  }

  private final class Stored implements StoredTensor {
    private final String name;
    private final int[] shape;

    Stored(String name, int[] shape) {
      this.name = name;
      this.shape = shape;
    }

    @Override
    public int[] shape() {
      return shape.clone();
    }

    @Override
    public Tensor read() throws IOException {
      return tensor(name);
    }
  }

  /** Writes float32 tensors in the map's order; the same tensors give the same bytes. */
  public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> stored.put(name, tensor));
    copy(file, stored);
  }

  /** Writes tensors as float32 in the map's order, one in memory at a time. */
  public static void copy(Path file, Map<String, ? extends StoredTensor> tensors)
      throws IOException {
    copy(file, tensors, ElementType.F32);
  }

  /** As {@link #copy(Path, Map)}, with another type for all of them. */
  public static void copy(Path file, Map<String, ? extends StoredTensor> tensors, ElementType type)
      throws IOException {
    SafeTensorsWriter.write(file, tensors, type);
  }

  private static ByteBuffer read(FileChannel channel, long position, int length, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new ModelFormatException(file + " ends at byte " + (position + buffer.position()));
      }
    }
    return buffer.flip();
  }
}
