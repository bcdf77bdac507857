package org.nodulens.explain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.PixelSize;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;

/**
 * The arrays of one method and task: (n, views, rows, columns), cut into shards of bounded size.
 */
final class MapShards implements Closeable {
  /** The most that the maps of a shard take. */
  private static final long SHARD_BYTES = 256L << 20;

  /** Where a nodule's maps went. */
  record Place(int shard, int index) {}

  private final Path folder;
  private final String name;
  private final PixelSize size;
  private final int views;
  private int shard;
  private @Nullable NpyWriter array;

  MapShards(Path folder, String name, PixelSize size, int views) {
    this.folder = folder;
    this.name = name;
    this.size = size;
    this.views = views;
  }

  Place append(List<ViewMap> maps) throws IOException {
    float[] row = new float[views * size.count()];
    int at = 0;
    for (ViewMap view : maps) {
      System.arraycopy(view.map().values(), 0, row, at, size.count());
      at += size.count();
    }
    NpyWriter writer = array;
    if (writer != null && writer.rows() >= SHARD_BYTES / (4L * row.length)) {
      writer.close();
      writer = null;
      shard++;
    }
    if (writer == null) {
      Path file = folder.resolve(name + "-" + number(shard) + ".npy");
      writer = NpyWriter.create(file, NpyType.FLOAT32, views, size.rows(), size.columns());
      array = writer;
    }
    writer.append(row);
    return new Place(shard, writer.rows() - 1);
  }

  /** A shard's number as it stands in file names and tables: {@code 00000}. */
  static String number(int shard) {
    return String.format(Locale.ROOT, "%05d", shard);
  }

  @Override
  public void close() throws IOException {
    if (array != null) {
      array.close();
    }
  }
}
