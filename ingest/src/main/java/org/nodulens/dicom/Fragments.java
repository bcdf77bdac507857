package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fragments of an encapsulated value, dealt out to frames (PS3.5 A.4): by the offset table
 * where it holds, else one to a frame, else by where images start.
 */
final class Fragments {
  private static final int START_OF_JPEG = 0xFFD8;
  private static final int START_OF_JPEG_2000 = 0xFF4F;

  private long[] offsets = new long[16];
  private long[] lengths = new long[16];
  private boolean[] startsImage = new boolean[16];
  private int count;

  private Fragments() {}

  /**
   * Walks a value of several frames.
   *
   * @param in at the value's first byte
   * @return for each frame {@code offset, length, offset, length ...} of its fragments
   */
  static long[][] index(DicomInput in, int frames) throws IOException {
    Fragments fragments = new Fragments();
    byte[] table = fragments.walk(in, frames);
    int[] firsts = fragments.firsts(table, frames);
    if (firsts.length != frames) {
      throw new DicomFormatException(
          "corrupt-pixels",
          in.name()
              + " holds "
              + frames
              + " frames in "
              + fragments.count
              + " fragments, and nothing says where each frame begins");
    }
    long[][] byFrame = new long[frames][];
    for (int frame = 0; frame < frames; frame++) {
      int end = frame + 1 < frames ? firsts[frame + 1] : fragments.count;
      byFrame[frame] = fragments.ranges(firsts[frame], end);
    }
    return byFrame;
  }

  /**
   * Joins the fragments of a value of one frame.
   *
   * @param in at the value's first byte
   * @param mostBytes no such frame has more
   */
  static ByteBuffer join(DicomInput in, int mostBytes) throws IOException {
    in.skip(requireItem(in), "the offset table");
    byte[] joined = new byte[0];
    int count = 0;
    for (long length = nextItem(in); length >= 0; length = nextItem(in)) {
      in.require(length, "a fragment of the pixels");
      requireAtMost(mostBytes, count + length, in.name());
      int needed = count + (int) length;
      if (needed > joined.length) {
        // Fragments may be many and short: room is made for as many again.
        joined = Arrays.copyOf(joined, (int) Math.min(mostBytes, Math.max(needed, 2L * count)));
      }
      in.read(ByteBuffer.wrap(joined, count, (int) length), "a fragment of the pixels");
      count = needed;
    }
    return ByteBuffer.wrap(joined, 0, count);
  }

  /** Fragments may claim any length. */
  static void requireAtMost(int mostBytes, long bytes, String name) throws DicomFormatException {
    if (bytes > mostBytes) {
      throw new DicomFormatException(
          "corrupt-pixels",
          name
              + ": the fragments of a frame have "
              + bytes
              + " bytes, its pixels take "
              + mostBytes
              + " at most");
    }
  }

  private byte[] walk(DicomInput in, int frames) throws IOException {
    long tableLength = requireItem(in);
    boolean fits = tableLength == 4L * frames;
    byte[] table = fits ? in.bytes((int) tableLength, "the offset table") : new byte[0];
    if (!fits) {
      in.skip(tableLength, "the offset table");
    }
    for (long length = nextItem(in); length >= 0; length = nextItem(in)) {
      add(in.position(), length, length >= 2 && startsImage(in));
      in.skip(length, "a fragment of the pixels");
    }
    return table;
  }

  private static boolean startsImage(DicomInput in) throws IOException {
    int start = Short.toUnsignedInt(Short.reverseBytes((short) in.peekUnsignedShort("a fragment")));
    return start == START_OF_JPEG || start == START_OF_JPEG_2000;
  }

  private void add(long offset, long length, boolean starts) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
      startsImage = Arrays.copyOf(startsImage, 2 * count);
    }
    offsets[count] = offset;
    lengths[count] = length;
    startsImage[count++] = starts;
  }

  /** The first fragment of each frame; of another number if that cannot be told. */
  private int[] firsts(byte[] table, int frames) {
    int[] byTable = firstsByTable(table);
    if (byTable.length == frames) {
      return byTable;
    }
    int[] firsts = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (count == frames || startsImage[i]) {
        firsts[found++] = i;
      }
    }
    boolean nothingBefore = found > 0 && firsts[0] == 0;
    return nothingBefore ? Arrays.copyOf(firsts, found) : new int[0];
  }

  /** None where an offset leads to no fragment: tables are often wrong. */
  private int[] firstsByTable(byte[] table) {
    ByteBuffer entries = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    int[] firsts = new int[table.length / 4];
    for (int frame = 0, fragment = 0; frame < firsts.length; frame++, fragment++) {
      // Offsets are counted from the first fragment's item, whose head is 8 bytes before it.
      long wanted = count == 0 ? 0 : offsets[0] + Integer.toUnsignedLong(entries.getInt());
      while (fragment < count && offsets[fragment] < wanted) {
        fragment++;
      }
      boolean found = fragment < count && offsets[fragment] == wanted;
      if (!found || (frame == 0 && fragment != 0)) {
        return new int[0];
      }
      firsts[frame] = fragment;
    }
    return firsts;
  }

  private long[] ranges(int first, int end) {
    long[] ranges = new long[2 * (end - first)];
    for (int i = first; i < end; i++) {
      ranges[2 * (i - first)] = offsets[i];
      ranges[2 * (i - first) + 1] = lengths[i];
    }
    return ranges;
  }

  private static long requireItem(DicomInput in) throws IOException {
    long length = nextItem(in);
    if (length < 0) {
      throw new DicomFormatException(
          "corrupt-pixels", in.name() + ": " + Tag.PIXEL_DATA + " has no offset table");
    }
    return length;
  }

  /** The length of the next item; -1 at the end of the value, or of a file that lacks that end. */
  private static long nextItem(DicomInput in) throws IOException {
    if (in.atEnd()) {
      return -1;
    }
    int group = in.unsignedShort("a fragment");
    int tag = group << 16 | in.unsignedShort("a fragment");
    long length = in.unsignedInt("a fragment's length");
    if (tag == ElementReader.SEQUENCE_END) {
      return -1;
    }
    if (tag != ElementReader.ITEM || length == DataElement.UNDEFINED) {
      throw new DicomFormatException(
          "corrupt-pixels",
          in.name() + ": " + Tag.PIXEL_DATA + " holds " + Tag.format(tag) + ", no fragment");
    }
    return length;
  }
}
