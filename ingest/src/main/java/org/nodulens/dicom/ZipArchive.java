package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive. Its entries are read where they lie and never unpacked to disk, so that no name
 * among them leads anywhere. While one is open, opening it again is cheap: Java shares the list of
 * entries.
 */
final class ZipArchive implements Closeable {
  /** Of an entry, and of the end of an archive without any (APPNOTE.TXT 4.3.7 and 4.3.16). */
  private static final Set<Long> MAGICS = Set.of(0x04034B50L, 0x06054B50L);

  /** Two names share a place on average; of a million, none more than fifteen or so. */
  private static final int MOST_SHARING = 64;

  private final ZipFile zip;
  private final List<String> files;

  private ZipArchive(ZipFile zip, List<String> files) {
    this.zip = zip;
    this.files = files;
  }

  /**
   * Reads the list of entries.
   *
   * @throws DicomFormatException {@code corrupt-archive} if it is no sound zip archive, {@code
   *     archive-off-disk} if it lies on a cluster's file system
   */
  static ZipArchive open(Path file) throws IOException {
    ZipFile zip = openZip(file);
    try {
      return new ZipArchive(zip, files(zip, Files.size(file)));
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  /** Whether the input, at its start, begins as archives do. Takes nothing from it. */
  static boolean startsHere(DicomInput in) throws IOException {
    return in.atMostLeft() >= Integer.BYTES
        && !in.atEnd()
        && MAGICS.contains(in.peekUnsignedInt("the first bytes"));
  }

  /** Names that are not marked as UTF-8 may hold any byte. */
  private static ZipFile openZip(Path file) throws IOException {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      throw new DicomFormatException(
          "archive-off-disk", file + " is a zip archive, which is looked into on a disk alone");
    }
    try {
      return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
    } catch (ZipException | IllegalArgumentException e) {
      throw new DicomFormatException("corrupt-archive", file + " is no sound zip archive");
    }
  }

  /**
   * Java finds an entry by walking through all that share its place in a table of half as many
   * places; names can be made to share one.
   */
  private static void requireSpread(ZipFile zip, List<String> names) throws DicomFormatException {
    int[] sharing = new int[zip.size() / 2 | 1];
    for (String name : names) {
      int place = ((31 * name.hashCode() + '/') & Integer.MAX_VALUE) % sharing.length;
      if (++sharing[place] > MOST_SHARING) {
        throw new DicomFormatException(
            "corrupt-archive",
            zip.getName() + " is no sound zip archive: its names are made to be slow to find");
      }
    }
  }

  private static List<String> files(ZipFile zip, long archiveBytes) throws DicomFormatException {
    List<String> names = new ArrayList<>();
    long compressedBytes = 0;
    try {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        compressedBytes += Math.max(0, entry.getCompressedSize());
        if (!entry.isDirectory()) {
          names.add(entry.getName());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new DicomFormatException(
          "corrupt-archive", zip.getName() + " is no sound zip archive: an entry has no name");
    }
    if (compressedBytes > archiveBytes || compressedBytes < 0) {
      throw new DicomFormatException(
          "corrupt-archive",
          zip.getName()
              + " is no sound zip archive: its entries claim "
              + compressedBytes
              + " bytes, the file has "
              + archiveBytes);
    }
    if (names.isEmpty()) {
      throw new DicomFormatException("empty-archive", zip.getName() + " holds no file");
    }
    requireSpread(zip, names);
    Collections.sort(names);
    return names;
  }

  /** Names of the entries that are no folders, in order. */
  List<String> files() {
    return files;
  }

  /** The inflated bytes of one entry. Closing them closes what was opened. */
  static ByteFeed feed(Path file, String name) throws IOException {
    ZipFile zip = openZip(file);
    try {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new DicomFormatException("corrupt-archive", file + " no longer holds " + name);
      }
      return new InflatedFeed(
          file + "!/" + name, zip.getInputStream(entry), zip, entry.getCompressedSize());
    } catch (ZipException | IllegalArgumentException e) {
      zip.close();
      throw new DicomFormatException(
          "corrupt-archive", file + ": " + name + " cannot be taken out of the archive");
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
