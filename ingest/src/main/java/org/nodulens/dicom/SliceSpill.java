package org.nodulens.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.work.Values;

/**
 * Headers of slices in a temporary file: a national collection has twenty million. The file goes
 * with the process.
 */
final class SliceSpill {
  private final FileChannel file;
  private final Path root;
  private long end;

  private SliceSpill(FileChannel file, Path root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Creates the file.
   *
   * @param root of the scan, whose file system the slices are on
   */
  static SliceSpill create(Path root) throws IOException {
    Path path = Files.createTempFile("nodulens-survey", ".slices");
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return new SliceSpill(file, root);
  }

  /** The same slices, read again when they are asked for. */
  List<SliceHeader> keep(List<SliceHeader> slices) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Values.write(new ArrayList<>(slices)));
    Kept kept = new Kept(this, end, bytes.remaining(), slices.size());
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // keep() wrote a list of slices
  private List<SliceHeader> read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the survey's temporary file was cut short");
      }
    }
    return (List<SliceHeader>) Values.read(bytes.array(), this::path);
  }

  /** A folder as its text says; only the file system of the root can be meant. */
  private Path path(String text) {
    String prefix = root.toString();
    if (!text.startsWith(prefix)) {
      return root.getFileSystem().getPath(text);
    }
    String below = text.substring(prefix.length());
    return below.isEmpty() ? root : root.resolve(below.replaceFirst("^[/\\\\]", ""));
  }

  /** Slices in the file; a reader's copy of them goes when memory is needed. */
  private static final class Kept extends AbstractList<SliceHeader> implements Serializable {
    private final transient SliceSpill spill;
    private final long offset;
    private final int length;
    private final int size;
    private transient @Nullable WeakReference<List<SliceHeader>> last;

    Kept(SliceSpill spill, long offset, int length, int size) {
      this.spill = spill;
      this.offset = offset;
      this.length = length;
      this.size = size;
    }

    @Override
    public synchronized SliceHeader get(int index) {
      List<SliceHeader> slices = last == null ? null : last.get();
      if (slices == null) {
        try {
          slices = spill.read(offset, length);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        last = new WeakReference<>(slices);
      }
      return slices.get(index);
    }

    @Override
    public int size() {
      return size;
    }

    /** Elsewhere the file is not there. */
    @Serial
    private Object writeReplace() {
      return new ArrayList<>(this);
    }
  }
}
