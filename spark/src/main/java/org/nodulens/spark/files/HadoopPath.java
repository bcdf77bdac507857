package org.nodulens.spark.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A path on one of Hadoop's file systems. Its syntax is that of Unix, which Spark runs on, and is
 * left to a path of the machine.
 */
final class HadoopPath implements Path {
  private final HadoopFiles files;
  private final Path text;

  /** What the folder's listing said of it, which saves a request. */
  private final @Nullable FileStatus listed;

  HadoopPath(HadoopFiles files, Path text, @Nullable FileStatus listed) {
    this.files = files;
    this.text = text;
    this.listed = listed;
  }

  static HadoopPath of(Path path) {
    if (path instanceof HadoopPath ours) {
      return ours;
    }
    throw new java.nio.file.ProviderMismatchException(path + " is not on a shared file system");
  }

  /** The bare path, without scheme and authority. */
  static Path textOf(Path path) {
    return path instanceof HadoopPath ours ? ours.text : path;
  }

  /** A file or folder in this one, as its listing has it. */
  HadoopPath child(FileStatus status) {
    return new HadoopPath(files, text.resolve(status.getPath().getName()), status);
  }

  Optional<FileStatus> listed() {
    return Optional.ofNullable(listed);
  }

  HadoopFiles files() {
    return files;
  }

  org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(
        files.scheme(), files.authority(), Path.of("/").resolve(text).normalize().toString());
  }

  private HadoopPath with(Path other) {
    return new HadoopPath(files, other, null);
  }

  private @Nullable HadoopPath orNull(@Nullable Path other) {
    return other == null ? null : with(other);
  }

  private boolean isBeside(Path other) {
    return other instanceof HadoopPath that && files.equals(that.files);
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return text.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return orNull(text.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return orNull(text.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return orNull(text.getParent());
  }

  @Override
  public int getNameCount() {
    return text.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return with(text.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return with(text.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return isBeside(other) && text.startsWith(textOf(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return isBeside(other) && text.endsWith(textOf(other));
  }

  @Override
  public Path normalize() {
    return with(text.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return with(text.resolve(HadoopPath.of(other).text));
  }

  @Override
  public Path relativize(Path other) {
    return with(text.relativize(HadoopPath.of(other).text));
  }

  @Override
  public URI toUri() {
    return hadoop().toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return isAbsolute() ? this : with(Path.of("/").resolve(text));
  }

  /** Links are not told from what they lead to. */
  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    HadoopProvider.INSTANCE.checkAccess(this);
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("watching " + this);
  }

  @Override
  public int compareTo(Path other) {
    return text.compareTo(HadoopPath.of(other).text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HadoopPath that && files.equals(that.files) && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** With scheme and authority, as {@link SharedPaths#of} reads it; a relative one without. */
  @Override
  public String toString() {
    return isAbsolute() ? files.prefix() + text : text.toString();
  }
}
