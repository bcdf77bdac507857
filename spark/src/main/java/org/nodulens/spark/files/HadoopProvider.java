package org.nodulens.spark.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * What Java's {@code Files} asks of Hadoop. A file appears when the stream that writes it is
 * closed, whole; it cannot be appended to. A move is Hadoop's rename, which on an object store
 * copies.
 */
final class HadoopProvider extends FileSystemProvider {
  static final HadoopProvider INSTANCE = new HadoopProvider();

  private HadoopProvider() {}

  @Override
  public String getScheme() {
    return "hadoop";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException("SharedPaths.of opens " + uri);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("SharedPaths.of opens " + uri);
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("SharedPaths.of opens " + uri);
  }

  private static org.apache.hadoop.fs.FileSystem hadoop(Path path) {
    return HadoopPath.of(path).files().hadoop();
  }

  private static org.apache.hadoop.fs.Path at(Path path) {
    return HadoopPath.of(path).hadoop();
  }

  private static FileStatus status(Path path) throws IOException {
    return StorageFault.told(path, () -> hadoop(path).getFileStatus(at(path)));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    if (options.stream().anyMatch(option -> option != StandardOpenOption.READ)) {
      throw new UnsupportedOperationException(path + " is written as a stream");
    }
    return HadoopChannel.open(path, hadoop(path), at(path));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs) throws IOException {
    if (options.contains(StandardOpenOption.WRITE)) {
      return new WrittenChannel(
          newOutputStream(path, options.toArray(OpenOption[]::new)), path.toString());
    }
    return newFileChannel(path, options, attrs);
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    List<OpenOption> asked = List.of(options);
    if (asked.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException(path + " cannot be appended to");
    }
    boolean mayReplace = !asked.contains(StandardOpenOption.CREATE_NEW);
    return StorageFault.told(path, () -> hadoop(path).create(at(path), mayReplace));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    if (!readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
      throw new NotDirectoryException(folder.toString());
    }
    return new Listing(
        HadoopPath.of(folder),
        StorageFault.told(folder, () -> hadoop(folder).listStatusIterator(at(folder))),
        filter);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attrs) throws IOException {
    if (Files.exists(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    StorageFault.told(folder, () -> hadoop(folder).mkdirs(at(folder)));
  }

  @Override
  public void delete(Path path) throws IOException {
    if (status(path).isDirectory()) {
      try (DirectoryStream<Path> children = newDirectoryStream(path, child -> true)) {
        if (children.iterator().hasNext()) {
          throw new DirectoryNotEmptyException(path.toString());
        }
      }
    }
    StorageFault.told(path, () -> hadoop(path).delete(at(path), false));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    Files.copy(Files.newInputStream(source), target, options);
  }

  /** Not atomic where it replaces: the old file is gone before the new one stands there. */
  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
      Files.deleteIfExists(target);
    }
    boolean moved = StorageFault.told(target, () -> hadoop(source).rename(at(source), at(target)));
    if (!moved && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    } else if (!moved) {
      throw new IOException(source + " could not be moved to " + target);
    }
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("the room left at " + path);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    status(path);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type + " of " + path);
    }
    Optional<FileStatus> listed = HadoopPath.of(path).listed();
    return type.cast(new StatusAttributes(listed.isPresent() ? listed.get() : status(path)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    throw new UnsupportedOperationException(attributes + " of " + path);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException(attribute + " of " + path);
  }
}
