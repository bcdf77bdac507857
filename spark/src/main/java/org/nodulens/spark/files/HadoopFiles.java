package org.nodulens.spark.files;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of Hadoop's file systems: a bucket of s3a, a cluster of hdfs. Stays open. */
final class HadoopFiles extends FileSystem {
  private final org.apache.hadoop.fs.FileSystem hadoop;
  private final String scheme;
  private final String authority;

  HadoopFiles(org.apache.hadoop.fs.FileSystem hadoop, String scheme, String authority) {
    this.hadoop = hadoop;
    this.scheme = scheme;
    this.authority = authority;
  }

  org.apache.hadoop.fs.FileSystem hadoop() {
    return hadoop;
  }

  String scheme() {
    return scheme;
  }

  String authority() {
    return authority;
  }

  /** What stands before an absolute path. */
  String prefix() {
    return scheme + "://" + authority;
  }

  @Override
  public FileSystemProvider provider() {
    return HadoopProvider.INSTANCE;
  }

  /** All processes share it: it goes with the process. */
  @Override
  public void close() {
    throw new UnsupportedOperationException(prefix() + " stays open");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    return new HadoopPath(this, FileSystems.getDefault().getPath(first, more), null);
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(HadoopPath.textOf(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("users of " + prefix());
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("watching " + prefix());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HadoopFiles that && prefix().equals(that.prefix());
  }

  @Override
  public int hashCode() {
    return prefix().hashCode();
  }
}
