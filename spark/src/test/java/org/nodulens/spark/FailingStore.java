package org.nodulens.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * A disk that takes, or deletes, so many files below a folder and then no more: {@code
 * failing:///folder/...}.
 */
public final class FailingStore extends RawLocalFileSystem {
  static final String SCHEME = "failing";

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static final AtomicInteger DELETIONS_LEFT = new AtomicInteger(Integer.MAX_VALUE);
  private static volatile String counted = "";

  /** Takes this many more files below a folder, whatever there are elsewhere. */
  static void take(int files, String folder) {
    LEFT.set(files);
    DELETIONS_LEFT.set(Integer.MAX_VALUE);
    counted = folder + "/";
  }

  /** Deletes this many more files there. */
  static void delete(int files) {
    DELETIONS_LEFT.set(files);
  }

  @Override
  public boolean delete(Path file, boolean withContent) throws IOException {
    if (isCounted(file) && DELETIONS_LEFT.getAndDecrement() <= 0) {
      throw new IOException("the store deletes nothing more");
    }
    return super.delete(file, withContent);
  }

  private static boolean isCounted(Path file) {
    return file.toUri().getPath().startsWith(counted);
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(getUri(), conf);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (isCounted(file) && LEFT.getAndDecrement() <= 0) {
      throw new IOException("the store takes nothing more");
    }
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }
}
