package org.nodulens.spark;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nodulens.spark.files.SharedPaths;
import org.nodulens.work.Values;
import org.nodulens.work.Work;

/**
 * The pieces of a plan in a file, one after the other: memory holds a piece at a time and 16 bytes
 * of each one's place.
 */
final class PlanFile {
  private final Path file;

  PlanFile(Path file) {
    this.file = file;
  }

  /**
   * Writes the pieces.
   *
   * @param first number of the first one
   * @return their places, in their order
   */
  List<PlanEntry> write(int first, Iterable<? extends Work<?>> pieces) throws IOException {
    List<PlanEntry> places = new ArrayList<>();
    long offset = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (Work<?> piece : pieces) {
        byte[] bytes = Values.write(piece);
        out.write(bytes);
        places.add(new PlanEntry(first + places.size(), offset, bytes.length));
        offset += bytes.length;
      }
    }
    return places;
  }

  /** The largest first, so that no large one is begun last. */
  static List<PlanEntry> bySize(List<PlanEntry> places) {
    return places.stream()
        .sorted(
            Comparator.comparingInt(PlanEntry::length)
                .reversed()
                .thenComparingInt(PlanEntry::number))
        .toList();
  }

  Work<?> read(PlanEntry place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try (FileChannel in = FileChannel.open(file)) {
      while (bytes.hasRemaining()) {
        if (in.read(bytes, place.offset() + bytes.position()) < 0) {
          throw new EOFException(file + " ends before piece " + place.number());
        }
      }
    }
    return (Work<?>) Values.read(bytes.array(), SharedPaths::of);
  }
}
