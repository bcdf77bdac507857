package org.nodulens.datasets.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.Sha256;

/**
 * Remembers what a PACS has taken, so that a push that broke off goes on where it was: a file with
 * a line for each instance, on disk before the next one is sent. A line holds the address, the SOP
 * Instance UID and the SHA-256 of the file: a changed file is sent again.
 */
public final class PushMemory implements Closeable {
  private static final String FORMAT = "nodulens-push/1";
  private static final long LARGEST = 1L << 30;

  private final FileChannel out;
  private final String target;
  private final Set<String> lines;

  private PushMemory(FileChannel out, String target, Set<String> lines) {
    this.out = out;
    this.target = target;
    this.lines = lines;
  }

  /**
   * Opens the memory, or starts one.
   *
   * @throws FormatException if the file is something else
   */
  public static PushMemory open(Path file, StowTarget target) throws IOException {
    Set<String> lines = new HashSet<>();
    boolean torn = false;
    if (Files.exists(file)) {
      if (Files.size(file) > LARGEST) {
        throw new FormatException(file + " is too large to be the memory of a push");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!text.isEmpty() && !text.startsWith(FORMAT + "\n")) {
        throw new FormatException(
            file + " is not the memory of a push: it does not start with " + FORMAT);
      }
      torn = !text.endsWith("\n") && !text.isEmpty();
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
    }
    FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    PushMemory memory = new PushMemory(out, target.toString(), lines);
    if (lines.isEmpty()) {
      memory.append(FORMAT + "\n");
    } else if (torn) {
      memory.append("\n"); // the end of a line that a kill cut off
    }
    return memory;
  }

  boolean holds(String sopUid, Path file) throws IOException {
    return lines.contains(line(sopUid, file));
  }

  void add(String sopUid, Path file) throws IOException {
    String line = line(sopUid, file);
    if (lines.add(line)) {
      append(line + "\n");
    }
  }

  private String line(String sopUid, Path file) throws IOException {
    return target + " " + sopUid + " " + Sha256.of(file);
  }

  private void append(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(false);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
