package org.nodulens.dicom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads the files' bytes and makes nothing of them: what reading DICOM is held against. */
final class PlainRead {
  private PlainRead() {}

  /** Each file over the one before, in a buffer for each thread: nothing is kept. */
  static StopWatch.Work lettingGo(List<Path> files, int threads) {
    List<ByteBuffer> ofThreads = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ofThreads.add(ByteBuffer.allocateDirect(1 << 20));
    }
    return () ->
        Workers.share(
            files.size(), threads, (thread, i) -> read(files.get(i), ofThreads.get(thread)));
  }

  /** Into memory for all of them, which is allocated once. */
  static StopWatch.Work keeping(List<Path> files, int threads) throws IOException {
    List<ByteBuffer> ofFiles = new ArrayList<>();
    for (Path file : files) {
      // One byte more, to see the end.
      ofFiles.add(ByteBuffer.allocateDirect(Math.toIntExact(Files.size(file)) + 1));
    }
    return () ->
        Workers.share(files.size(), threads, (thread, i) -> read(files.get(i), ofFiles.get(i)));
  }

  private static void read(Path file, ByteBuffer buffer) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int count = 0;
      while (count >= 0) {
        buffer.clear();
        while (buffer.hasRemaining() && count >= 0) {
          count = channel.read(buffer);
        }
      }
    }
  }
}
