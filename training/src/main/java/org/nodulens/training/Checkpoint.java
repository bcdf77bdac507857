package org.nodulens.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.nodulens.volumeio.FormatException;

/**
 * The state of an unfinished training on disk: length of a JSON header, the header, the arrays as
 * float32, a CRC-32 over header and arrays; little endian. It is written aside, forced to the disk
 * and moved into place, so that the last good one is there whatever happens.
 *
 * @param key of the run and the model: a checkpoint of another training is refused
 */
record Checkpoint(Path file, String key) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_HEADER = 64 << 20;

  /**
   * Replaces the checkpoint.
   *
   * @throws IOException if that failed, a full disk say; the one before is still there
   */
  void write(TrainingState state) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".aside");
    try {
      try (FileChannel channel =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        write(state, channel);
        channel.force(true);
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw new IOException(
          "cannot write checkpoint "
              + file
              + " after epoch "
              + state.epochs().size()
              + " ("
              + e.getMessage()
              + "); the last good one stays, and the same command goes on from it",
          e);
    }
  }

  private void write(TrainingState state, FileChannel channel) throws IOException {
    CRC32 sum = new CRC32();
    byte[] header = JSON.writeValueAsBytes(header(state));
    ByteBuffer start = little(Integer.BYTES + header.length).putInt(header.length).put(header);
    put(channel, start.flip(), sum);
    for (float[] array : state.arrays()) {
      ByteBuffer bytes = little(Float.BYTES * array.length);
      bytes.asFloatBuffer().put(array);
      put(channel, bytes, sum);
    }
    put(channel, little(Long.BYTES).putLong(sum.getValue()).flip(), new CRC32());
  }

  private ObjectNode header(TrainingState state) {
    ObjectNode header = JSON.createObjectNode();
    header.put("format", "nodulens-checkpoint/1");
    header.put("key", key);
    header.put("steps", state.steps());
    ArrayNode epochs = header.putArray("epochs");
    for (EpochFigures figures : state.epochs()) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("loss", figures.loss());
      epoch.put("rate", figures.rate());
      ObjectNode validation = epoch.putObject("validation");
      figures.validation().forEach(validation::put);
    }
    return header;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(FileChannel channel, ByteBuffer bytes, CRC32 sum) throws IOException {
    sum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Brings a fresh state to where the checkpoint left off, if there is one.
   *
   * @throws FormatException if it is damaged or of another training
   */
  boolean resume(TrainingState state) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      CRC32 sum = new CRC32();
      int length = get(channel, Integer.BYTES, sum).getInt();
      if (length < 2 || length > Math.min(LARGEST_HEADER, channel.size())) {
        throw damaged("a header of " + length + " bytes");
      }
      JsonNode header = header(get(channel, length, sum).array());
      for (float[] array : state.arrays()) {
        get(channel, Float.BYTES * array.length, sum).asFloatBuffer().get(array);
      }
      long expected = sum.getValue();
      if (get(channel, Long.BYTES, sum).getLong() != expected
          || channel.position() != channel.size()) {
        throw damaged("another checksum than its content");
      }
      state.resume(header.path("steps").asInt(), epochs(header.path("epochs")));
      return true;
    }
  }

  private JsonNode header(byte[] bytes) throws IOException {
    JsonNode header;
    try {
      header = JSON.readTree(bytes);
    } catch (JsonProcessingException | CharConversionException e) {
      throw damaged("a header that is not JSON");
    }
    if (!header.path("key").asText().equals(key)) {
      throw new FormatException(
          file + " is a checkpoint of another training; start in an empty folder");
    }
    return header;
  }

  private static List<EpochFigures> epochs(JsonNode epochs) {
    List<EpochFigures> read = new ArrayList<>();
    for (JsonNode epoch : epochs) {
      Map<String, Double> validation = new LinkedHashMap<>();
      epoch
          .path("validation")
          .properties()
          .forEach(figure -> validation.put(figure.getKey(), figure.getValue().asDouble()));
      read.add(
          new EpochFigures(
              read.size(),
              epoch.path("loss").asDouble(),
              epoch.path("rate").asDouble(),
              validation));
    }
    return read;
  }

  private ByteBuffer get(FileChannel channel, int bytes, CRC32 sum) throws IOException {
    if (bytes > channel.size() - channel.position()) {
      throw damaged("only " + channel.size() + " bytes");
    }
    ByteBuffer buffer = little(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw damaged("only " + channel.size() + " bytes");
      }
    }
    sum.update(buffer.flip().duplicate());
    return buffer;
  }

  private FormatException damaged(String what) {
    return new FormatException(
        file + " has " + what + ": it is damaged; delete it to start this model anew");
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
