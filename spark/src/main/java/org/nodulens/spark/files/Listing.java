package org.nodulens.spark.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/** A folder's entries, page after page as the storage sends them. */
final class Listing implements DirectoryStream<Path> {
  private final HadoopPath folder;
  private final RemoteIterator<FileStatus> entries;
  private final Filter<? super Path> filter;

  Listing(HadoopPath folder, RemoteIterator<FileStatus> entries, Filter<? super Path> filter) {
    this.folder = folder;
    this.entries = entries;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    return new Entries();
  }

  /** Nothing is held open between two pages. */
  @Override
  public void close() {}

  private final class Entries implements Iterator<Path> {
    private @Nullable Path next;

    @Override
    public boolean hasNext() {
      try {
        while (next == null && StorageFault.told(folder, entries::hasNext)) {
          Path entry = folder.child(StorageFault.told(folder, entries::next));
          next = filter.accept(entry) ? entry : null;
        }
        return next != null;
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
    }

    @Override
    public Path next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException("no more in " + folder);
      }
      Path entry = next;
      next = null;
      return entry;
    }
  }
}
