package org.nodulens.volumeio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.nodulens.ct.GridSize;

/**
 * A volume's voxels in a file: columns within rows within slices. They are read as a stream; memory
 * is taken for a slice when its turn has come, and never for more than the file can hold.
 */
record VoxelBlock(ByteSource source, GridSize size, StoredValues values) {
  /** Bytes read at once; a whole number of voxels of any type. */
  private static final int CHUNK = 1 << 16;

  /** The slices in the order of the file, HU. */
  short[][] read() throws IOException {
    requireRoom();
    List<short[]> slices = new ArrayList<>();
    try (InputStream in = source.open()) {
      byte[] chunk = new byte[CHUNK];
      while (slices.size() < size.slices()) {
        slices.add(readSlice(in, chunk, slices.size()));
      }
      in.read(); // behind the last voxel a compressed stream has its check sum
    } catch (EOFException | ZipException e) {
      throw new FormatException(
          source.file() + " is truncated or damaged: " + whatItSays(e) + " among its voxels", e);
    }
    return slices.toArray(short[][]::new);
  }

  private static String whatItSays(IOException e) {
    return e instanceof EOFException || e.getMessage() == null ? "it ends" : e.getMessage();
  }

  private short[] readSlice(InputStream in, byte[] chunk, int slice) throws IOException {
    short[] hu = new short[size.pixelsPerSlice()];
    int bytes = values.type().bytes();
    for (int at = 0; at < hu.length; ) {
      int count = Math.min(hu.length - at, chunk.length / bytes);
      if (in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
        throw new FormatException(
            source.file()
                + " is truncated: it ends in slice "
                + (slice + 1)
                + " of the "
                + size.slices()
                + " that its header promises");
      }
      values.toHu(chunk, count, hu, at);
      at += count;
    }
    return hu;
  }

  /** Refuses what the file cannot hold, or the heap. */
  private void requireRoom() throws IOException {
    long needed = size.voxels() * values.type().bytes();
    long most = source.most();
    if (needed > most) {
      throw new FormatException(
          "%s is truncated: its header promises %d x %d x %d voxels of %d bytes, it can hold %d bytes"
              .formatted(
                  source.file(),
                  size.columns(),
                  size.rows(),
                  size.slices(),
                  values.type().bytes(),
                  Math.max(0, most)));
    }
    long neededMiB = (size.voxels() * Short.BYTES) >> 20;
    long mostMiB = (Runtime.getRuntime().maxMemory() / 5 * 4) >> 20;
    if (neededMiB > mostMiB) {
      throw new FormatException(
          "%s needs %d MiB of memory, but has %d MiB (more by -Xmx)"
              .formatted(source.file(), neededMiB, mostMiB));
    }
  }
}
