package org.nodulens.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * What a deflated stream holds, up to a limit that no CT slice reaches: a few bytes of a bomb
 * become gigabytes.
 */
final class InflatedFeed implements ByteFeed {
  /** A small file may be all air, which deflates a thousandfold. */
  private static final long ALWAYS_ALLOWED = 64L << 20;

  /** Measured images deflate two- to fivefold. */
  private static final long LARGEST_RATIO = 200;

  private final String name;
  private final InputStream stream;
  private final AutoCloseable owner;
  private final long storedBytes;
  private final long limit;
  private final byte[] chunk = new byte[1 << 13];
  private long produced;

  /**
   * A stream of inflated bytes.
   *
   * @param name what messages call it
   * @param owner is closed with it
   * @param storedBytes how many bytes it is inflated from
   */
  InflatedFeed(String name, InputStream stream, AutoCloseable owner, long storedBytes) {
    this.name = name;
    this.stream = stream;
    this.owner = owner;
    this.storedBytes = storedBytes;
    this.limit = Math.max(ALWAYS_ALLOWED, LARGEST_RATIO * storedBytes);
  }

  /** The rest of a feed, which is deflated without a header (RFC 1951, PS3.5 A.5). */
  static InflatedFeed of(String name, ByteFeed deflated, byte[] readAhead) {
    Inflater inflater = new Inflater(true);
    InputStream stream =
        new InflaterInputStream(new FeedStream(deflated, readAhead), inflater, 1 << 13);
    AutoCloseable owner =
        () -> {
          inflater.end();
          deflated.close();
        };
    // Out of an archive much more may be left than is stored: bombs in bombs.
    long storedBytes = Math.min(readAhead.length + deflated.atMostLeft(), deflated.storedBytes());
    return new InflatedFeed(name, stream, owner, storedBytes);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count;
    try {
      if (into.hasArray()) {
        count = stream.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, count));
      } else {
        count = stream.read(chunk, 0, Math.min(chunk.length, into.remaining()));
        into.put(chunk, 0, Math.max(0, count));
      }
    } catch (ZipException e) {
      throw new DicomFormatException("malformed", name + " is damaged where it is deflated");
    } catch (EOFException e) {
      throw new DicomFormatException(
          "truncated", name + " is truncated: its deflated bytes end early");
    }
    produced += Math.max(0, count);
    if (produced > limit) {
      throw new DicomFormatException(
          "inflates-too-far",
          name
              + ": "
              + storedBytes
              + " deflated bytes hold more than "
              + limit
              + ", which no CT slice does");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int read = read(ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, left)));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return count - left;
  }

  @Override
  public long atMostLeft() {
    return limit - produced;
  }

  @Override
  public long storedBytes() {
    return storedBytes;
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      owner.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** A feed as a stream, some bytes of which were already taken. */
  private static final class FeedStream extends InputStream {
    private final ByteFeed feed;
    private final ByteBuffer ahead;

    FeedStream(ByteFeed feed, byte[] readAhead) {
      this.feed = feed;
      this.ahead = ByteBuffer.wrap(readAhead);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (ahead.hasRemaining()) {
        int count = Math.min(length, ahead.remaining());
        ahead.get(into, offset, count);
        return count;
      }
      return feed.read(ByteBuffer.wrap(into, offset, length));
    }
  }
}
