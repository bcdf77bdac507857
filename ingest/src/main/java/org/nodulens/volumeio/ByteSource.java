package org.nodulens.volumeio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Bytes in a file, perhaps compressed.
 *
 * @param start byte of the file at which they start, or their compressed form does
 * @param skipped bytes to pass over once they are decompressed
 */
record ByteSource(Path file, Compression compression, long start, long skipped) {
  private static final int BUFFER = 1 << 16;

  /**
   * Deflate's limit (RFC 1951): the shortest code is one bit for a length of 258 bytes and one for
   * its distance.
   */
  private static final long MOST_FROM_A_BYTE = 1032;

  /** How bytes are packed. */
  enum Compression {
    NONE,
    /** RFC 1950. */
    ZLIB,
    /** RFC 1952. */
    GZIP
  }

  /** The whole file, unpacked if its first bytes are those of gzip. */
  static ByteSource perhapsGzip(Path file) throws IOException {
    return new ByteSource(file, isGzip(file, 0) ? Compression.GZIP : Compression.NONE, 0, 0);
  }

  /** Compressed bytes from {@code start} on, whether as zlib or as gzip. */
  static ByteSource deflated(Path file, long start) throws IOException {
    return new ByteSource(
        file, isGzip(file, start) ? Compression.GZIP : Compression.ZLIB, start, 0);
  }

  private static boolean isGzip(Path file, long start) throws IOException {
    if (start > Files.size(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
    }
  }

  /** The same without its first bytes. */
  ByteSource from(long offset) {
    return new ByteSource(file, compression, start, offset);
  }

  /** The most bytes that can come out, by the file's length; negative if it is too short. */
  long most() throws IOException {
    long stored = Math.max(0, Files.size(file) - start);
    return (compression == Compression.NONE ? stored : stored * MOST_FROM_A_BYTE) - skipped;
  }

  /**
   * The bytes from first to last.
   *
   * @throws java.io.EOFException if the file ends before they start
   */
  InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(start);
      in = unpacked(in);
      in.skipNBytes(skipped);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private InputStream unpacked(InputStream in) throws IOException {
    return switch (compression) {
      case NONE -> in;
      case ZLIB -> new InflaterInputStream(new BufferedInputStream(in, BUFFER));
      case GZIP -> new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER);
    };
  }
}
