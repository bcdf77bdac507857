package org.nodulens.datasets.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of an archive's zip. Their names are only ever compared and shown: no file is called
 * by one. What they inflate to is bounded, each and all together.
 */
final class ZipImages implements Closeable {
  /** As where images are read from archives: a small file may be all air. */
  private static final long ALWAYS_ALLOWED = 64L << 20;

  private static final long LARGEST_RATIO = 200;

  /** Two names share a place on average. */
  private static final int MOST_SHARING = 64;

  /** What NBIA puts beside the images. */
  private static final Set<String> NO_IMAGES = Set.of(Md5List.NAME, "LICENSE");

  private final ZipFile zip;
  private final List<ZipEntry> images;
  private long bytesLeft;

  /** What an entry held. */
  record Content(long length, String md5, String sha256) {}

  private ZipImages(ZipFile zip, List<ZipEntry> images, long mostBytes) {
    this.zip = zip;
    this.images = images;
    this.bytesLeft = mostBytes;
  }

  /**
   * Reads the list of entries.
   *
   * @throws ArchiveFault {@code corrupt-archive}
   */
  static ZipImages open(Path file) throws IOException {
    long stored = Files.size(file);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
    } catch (ZipException | IllegalArgumentException e) {
      throw corrupt("what came is no sound zip archive");
    }
    try {
      return new ZipImages(
          zip, images(zip, stored), Math.max(ALWAYS_ALLOWED, LARGEST_RATIO * stored));
    } catch (IllegalArgumentException e) {
      zip.close();
      throw corrupt("an entry of the zip archive has no name");
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  /** Entries that share their bytes inflate without end, so they are added up. */
  private static List<ZipEntry> images(ZipFile zip, long stored) throws ArchiveFault {
    List<ZipEntry> images = new ArrayList<>();
    int[] sharing = new int[zip.size() / 2 | 1];
    long compressed = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      compressed += Math.max(0, entry.getCompressedSize());
      if (compressed > stored) {
        throw corrupt("the zip archive's entries claim more bytes than it has");
      }
      requireSpread(entry.getName(), sharing);
      if (!entry.isDirectory() && !NO_IMAGES.contains(entry.getName())) {
        images.add(entry);
      }
    }
    return images;
  }

  /** Java finds an entry by walking through all that share its place; see ZipArchive. */
  private static void requireSpread(String name, int[] sharing) throws ArchiveFault {
    int place = ((31 * name.hashCode() + '/') & Integer.MAX_VALUE) % sharing.length;
    if (++sharing[place] > MOST_SHARING) {
      throw corrupt("the zip archive's names are made to be slow to find");
    }
  }

  private static ArchiveFault corrupt(String message) {
    return ArchiveFault.content("corrupt-archive", message);
  }

  /** The entries that should be images, in the archive's order. */
  List<ZipEntry> images() {
    return images;
  }

  /** The archive's own list of hashes, where it has one. */
  Optional<Md5List> md5List() throws IOException {
    ZipEntry entry = zip.getEntry(Md5List.NAME);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Optional.of(Md5List.read(in));
    } catch (ZipException | EOFException e) {
      throw corrupt(Md5List.NAME + " cannot be taken out of the zip archive");
    }
  }

  /**
   * Takes an entry out.
   *
   * @throws BadEntryException where it cannot be
   * @throws ArchiveFault where all entries together inflate too far
   * @throws IOException where the file cannot be written
   */
  Content extract(ZipEntry entry, Path file) throws IOException {
    long most = Math.max(ALWAYS_ALLOWED, LARGEST_RATIO * entry.getCompressedSize());
    MessageDigest md5 = digest("MD5");
    MessageDigest sha256 = digest("SHA-256");
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    try (InputStream in = inflated(entry);
        OutputStream out = Files.newOutputStream(file)) {
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        length += count;
        bytesLeft -= count;
        requireBounded(length, most);
        md5.update(buffer, 0, count);
        sha256.update(buffer, 0, count);
        crc.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
    if (length != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw new BadEntryException("corrupt-archive", "it is not what its checksum says");
    }
    HexFormat hex = HexFormat.of();
    return new Content(length, hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()));
  }

  private void requireBounded(long length, long most) throws IOException {
    if (length > most) {
      throw new BadEntryException(
          "inflates-too-far", "it inflates to more than " + most + " bytes, which no image does");
    }
    if (bytesLeft < 0) {
      throw ArchiveFault.lasting(
          "inflates-too-far", "the zip archive inflates further than any series does");
    }
  }

  private InputStream inflated(ZipEntry entry) throws IOException {
    try {
      return zip.getInputStream(entry);
    } catch (ZipException | IllegalArgumentException e) {
      throw new BadEntryException("corrupt-archive", "it cannot be taken out of the zip archive");
    }
  }

  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (ZipException | EOFException e) {
      throw new BadEntryException("corrupt-archive", "it is damaged where it is deflated");
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
