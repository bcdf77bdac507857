package org.nodulens.datasets.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/**
 * What was fetched, on disk: {@code collection/patient/series UID/SOP Instance UID.dcm}. A record
 * of each finished series, and what is under way, lie in {@code .fetch}. Everything is written
 * there and moved into place.
 */
final class FetchFolder implements Closeable {
  static final String LEDGER = "rejected.csv";
  static final String TABLE = "series.csv";
  private static final String OWN = ".fetch";
  private static final String FORMAT = "nodulens-fetch/1";

  private final Path root;
  private final FileChannel lock;

  private FetchFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Whether a fetch has written it. */
  static boolean isOne(Path root) {
    return Files.isRegularFile(root.resolve(OWN).resolve("format"));
  }

  /**
   * Takes the folder for this process; what an earlier one had under way is thrown away.
   *
   * @throws FormatException if another process has it
   */
  static FetchFolder open(Path root) throws IOException {
    Files.createDirectories(root.resolve(OWN).resolve("records"));
    FileChannel lock =
        FileChannel.open(
            root.resolve(OWN).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(lock) == null) {
      lock.close();
      throw new FormatException("another nodulens is fetching into " + root + " at this moment");
    }
    FetchFolder folder = new FetchFolder(root, lock);
    FolderTree.delete(folder.aside());
    Files.createDirectories(folder.aside());
    folder.replace(root.resolve(OWN).resolve("format"), FORMAT.getBytes(StandardCharsets.US_ASCII));
    return folder;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Of a series, where it is there: all its images, of the right length. */
  Optional<SeriesRecord> finished(ArchiveSeries series) throws IOException {
    Optional<SeriesRecord> record = SeriesRecord.read(recordFile(series.uid()));
    Path folder = root.resolve(series.folder());
    if (record.isEmpty() || !record.get().agreesWith(series) || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    long bytes = 0;
    long images = 0;
    for (Path image : images(folder)) {
      images++;
      bytes += Files.size(image);
    }
    boolean whole = images == record.get().images() && bytes == record.get().bytes();
    return whole ? record : Optional.empty();
  }

  /** Whether the images still have the bytes that were fetched. */
  boolean isUnchanged(ArchiveSeries series, SeriesRecord record) throws IOException {
    UnpackedSeries found = new UnpackedSeries(record.md5Checked());
    for (Path image : images(root.resolve(series.folder()))) {
      found.add(image.getFileName().toString(), Files.size(image), Sha256.of(image));
    }
    return found.sha256().equals(record.sha256());
  }

  private static List<Path> images(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".dcm")).toList();
    }
  }

  /** An empty folder for what is under way of a series. */
  Path asideOf(ArchiveSeries series) throws IOException {
    Path folder = aside().resolve(series.uid());
    FolderTree.delete(folder);
    return Files.createDirectories(folder);
  }

  /** Moves a series' images into place, and then says that it is there. */
  void land(ArchiveSeries series, Path images, SeriesRecord record) throws IOException {
    Path place = root.resolve(series.folder());
    Files.deleteIfExists(recordFile(series.uid()));
    Files.createDirectories(place.getParent());
    FolderTree.delete(place);
    Files.move(images, place, StandardCopyOption.ATOMIC_MOVE);
    replace(recordFile(series.uid()), record.toJson());
  }

  /** Of all finished series, in order of UID. */
  List<SeriesRecord> records() throws IOException {
    List<SeriesRecord> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(OWN).resolve("records"))) {
      for (Path file : files.sorted().toList()) {
        SeriesRecord.read(file).ifPresent(records::add);
      }
    }
    return records;
  }

  /** Replaces a file of the folder in a single step. */
  void replace(Path file, byte[] content) throws IOException {
    Path aside = aside().resolve(file.getFileName() + ".partial");
    Files.write(aside, content);
    Files.createDirectories(file.getParent());
    moveOver(aside, file);
  }

  static void moveOver(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path root() {
    return root;
  }

  /** For what is being written. */
  Path aside() {
    return root.resolve(OWN).resolve("aside");
  }

  private Path recordFile(String uid) {
    return root.resolve(OWN).resolve("records").resolve(uid + ".json");
  }

  /** Throws away what is under way and gives the folder up. */
  @Override
  public void close() throws IOException {
    try (lock) {
      FolderTree.delete(aside());
    }
  }
}
