package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a DICOM object's bytes lie: a file, or an entry of a zip archive. */
public final class DicomLocation implements Serializable {
  /** Shared by all files in it: there may be several hundred thousand. */
  private final @Nullable Path folder;

  private final String fileName;
  private final @Nullable String entry;

  private DicomLocation(@Nullable Path folder, String fileName, @Nullable String entry) {
    this.folder = folder;
    this.fileName = fileName;
    this.entry = entry;
  }

  public static DicomLocation of(Path file) {
    return new DicomLocation(file.getParent(), file.getFileName().toString(), null);
  }

  static DicomLocation inFolder(Path folder, String fileName) {
    return new DicomLocation(folder, fileName, null);
  }

  /** An entry of this location, which is a zip archive. */
  DicomLocation entry(String name) {
    return new DicomLocation(folder, fileName, name);
  }

  /** The file; of an archive's entry the archive. */
  public Path file() {
    return folder == null ? Path.of(fileName) : folder.resolve(fileName);
  }

  /** The entry of the zip archive, where it is one. */
  public Optional<String> entry() {
    return Optional.ofNullable(entry);
  }

  /** As ledgers name it: relative to a folder, with {@code /}. */
  public String relativeTo(Path root) {
    String path =
        file().equals(root) ? fileName : root.relativize(file()).toString().replace('\\', '/');
    return entry == null ? path : path + "!/" + entry;
  }

  /** Keeps an archive open, so that entry after entry is found quickly. */
  Closeable keepOpen() throws IOException {
    return entry == null ? () -> {} : ZipArchive.open(file());
  }

  DicomInput open() throws IOException {
    return entry == null ? DicomInput.of(ChannelFeed.open(file()), toString()) : openEntry(entry);
  }

  private DicomInput openEntry(String name) throws IOException {
    return DicomInput.of(ZipArchive.feed(file(), name), toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DicomLocation that
        && Objects.equals(folder, that.folder)
        && fileName.equals(that.fileName)
        && Objects.equals(entry, that.entry);
  }

  @Override
  public int hashCode() {
    return Objects.hash(folder, fileName, entry);
  }

  /** The file's path; of an entry with {@code !/} and its name behind. */
  @Override
  public String toString() {
    return entry == null ? file().toString() : file() + "!/" + entry;
  }
}
