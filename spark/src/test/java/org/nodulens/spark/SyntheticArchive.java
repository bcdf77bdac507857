package org.nodulens.spark;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system of series that nobody stores: a folder a series, and in it slices whose headers are
 * made when they are read. Their number is in the authority: {@code archive://75000x20/}.
 */
public final class SyntheticArchive extends FileSystem {
  /** All that differs between two slices is as long in one as in the other. */
  private static final String SERIES = "1.2.840.113654.2.55.100000000";

  private static final double Z_MM = 1111.25;

  private static final int WIDEST = 1000;

  private URI uri = URI.create("archive:///");
  private int series;
  private int slices;

  private static byte[] template = new byte[0];
  private static String sopUid = "";

  /**
   * A slice of {@link #seriesUid} at {@link #zMm} whose texts are replaced.
   *
   * @param instance its SOP Instance UID, which ends with twelve digits at least
   */
  static void template(byte[] slice, String instance) {
    template = slice.clone();
    sopUid = instance;
  }

  static String seriesUid() {
    return SERIES;
  }

  static double zMm() {
    return Z_MM;
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    String[] counts = name.getAuthority().split("x", -1);
    series = Integer.parseInt(counts[0]);
    slices = Integer.parseInt(counts[1]);
  }

  @Override
  public String getScheme() {
    return "archive";
  }

  @Override
  public URI getUri() {
    return uri;
  }

  private FileStatus folder(String path) {
    return new FileStatus(0, true, 1, 1, 0, new Path(uri + path));
  }

  private FileStatus file(String path) {
    return new FileStatus(template.length, false, 1, 1, 0, new Path(uri + path));
  }

  /** Folders of a thousand series each. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    String[] names = path.toUri().getPath().split("/", -1);
    if (path.isRoot()) {
      FileStatus[] all = new FileStatus[(series + WIDEST - 1) / WIDEST];
      Arrays.setAll(all, i -> folder(String.format(Locale.ROOT, "/%06d", i)));
      return all;
    }
    if (names.length == 2) {
      int first = Integer.parseInt(names[1]) * WIDEST;
      FileStatus[] all = new FileStatus[Math.min(WIDEST, series - first)];
      Arrays.setAll(all, i -> folder(String.format(Locale.ROOT, "/%s/%09d", names[1], first + i)));
      return all;
    }
    FileStatus[] all = new FileStatus[slices];
    Arrays.setAll(
        all, i -> file(String.format(Locale.ROOT, "/%s/%s/1-%04d.dcm", names[1], names[2], i)));
    return all;
  }

  @Override
  public FileStatus getFileStatus(Path path) {
    String text = path.toUri().getPath();
    return text.endsWith(".dcm") ? file(text) : folder(text);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    String[] names = path.toUri().getPath().split("/", -1);
    if (names.length != 4) {
      throw new FileNotFoundException(path.toString());
    }
    int number = Integer.parseInt(names[2]);
    int slice = Integer.parseInt(names[3].substring(2, 6));
    byte[] bytes = template.clone();
    replace(bytes, sopUid, ending(sopUid, String.format(Locale.ROOT, "%08d%04d", number, slice)));
    replace(bytes, SERIES, ending(SERIES, String.format(Locale.ROOT, "%08d", number)));
    replace(bytes, Double.toString(Z_MM), String.format(Locale.ROOT, "%07.2f", slice * 1.25));
    return new FSDataInputStream(new Bytes(bytes));
  }

  private static String ending(String text, String end) {
    return text.substring(0, text.length() - end.length()) + end;
  }

  private static void replace(byte[] bytes, String from, String to) {
    byte[] old = from.getBytes(StandardCharsets.US_ASCII);
    byte[] now = to.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + old.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(now, 0, bytes, i, now.length);
        i += now.length - 1;
      }
    }
  }

  private static final class Bytes extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    @Override
    public void seek(long to) {
      pos = (int) to;
    }

    @Override
    public long getPos() {
      return pos;
    }

    @Override
    public boolean seekToNewSource(long to) {
      return false;
    }

    @Override
    public int read(long from, byte[] into, int offset, int length) {
      int some = Math.min(length, count - (int) from);
      System.arraycopy(buf, (int) from, into, offset, some);
      return some;
    }

    @Override
    public void readFully(long from, byte[] into, int offset, int length) {
      read(from, into, offset, length);
    }

    @Override
    public void readFully(long from, byte[] into) {
      read(from, into, 0, into.length);
    }
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("read only");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw readOnly();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw readOnly();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw readOnly();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw readOnly();
  }

  @Override
  public void setWorkingDirectory(Path path) {}

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw readOnly();
  }
}
