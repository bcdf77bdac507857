package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputTest {
  @TempDir private Path folder;

  private interface Writing {
    void into(Path file) throws IOException;
  }

  /** /dev/full takes no byte: what a link leads there finds the disk full. */
  private void namesItsFile(Writing writing) throws IOException {
    assumeThat(Path.of("/dev/full")).as("no /dev/full").exists();
    Path file = folder.resolve("name");
    Files.deleteIfExists(file);
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    assertThatThrownBy(() -> writing.into(file))
        .isInstanceOf(WriteException.class)
        .hasMessage(file + ": No space left on device");
  }

  @Test
  void a_full_disk_is_said_with_the_file_that_met_it() throws IOException {
    namesItsFile(file -> FileOutput.text(file, "ä"));
    namesItsFile(file -> FileOutput.bytes(file, new byte[1]));
    namesItsFile(
        file -> {
          try (OutputStream out = FileOutput.stream(file)) {
            out.write(1);
          }
        });
    namesItsFile(
        file -> {
          try (CSVPrinter table = Csv.printer(file)) {
            table.printRecord("a");
          }
        });
    namesItsFile(
        file -> {
          try (NpyWriter array = NpyWriter.create(file, NpyType.UINT8, 1)) {
            array.append(new byte[1]);
            array.flush();
          }
        });
  }

  @Test
  void a_file_is_replaced_by_the_text_in_utf_8() throws IOException {
    Path file = folder.resolve("text");
    FileOutput.text(file, "longer than before");
    FileOutput.text(file, "ä");
    assertThat(file).hasBinaryContent(new byte[] {(byte) 0xC3, (byte) 0xA4});
  }
}
