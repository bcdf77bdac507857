package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file's bytes; passing over some reads none. */
final class ChannelFeed implements ByteFeed {
  private final FileChannel channel;
  private final long end;
  private long position;

  private ChannelFeed(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = channel.size();
  }

  static ChannelFeed open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new ChannelFeed(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int count = channel.read(into, position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.min(count, end - position);
    position += skipped;
    return skipped;
  }

  @Override
  public long atMostLeft() {
    return end - position;
  }

  @Override
  public long storedBytes() {
    return end;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
