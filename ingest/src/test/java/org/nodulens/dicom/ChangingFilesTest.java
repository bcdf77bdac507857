package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are others when their pixels are read than when they were found. */
class ChangingFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeSeries() throws IOException {
    for (int z = 0; z < 3; z++) {
      Files.write(folder.resolve("s" + z), DicomBytes.slice(z, true).bytes());
    }
  }

  private CtSeriesReader reader() throws IOException {
    return CtSeriesReader.of(CtSeriesScanner.scan(folder).series().get(0));
  }

  @Test
  void a_file_that_vanished_is_named() throws IOException {
    CtSeriesReader reader = reader();
    Files.delete(folder.resolve("s1"));
    assertThatThrownBy(reader::read)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("s1");
  }

  @Test
  void a_file_that_shrank_is_truncated() throws IOException {
    CtSeriesReader reader = reader();
    byte[] whole = Files.readAllBytes(folder.resolve("s1"));
    for (int length : new int[] {0, 100, whole.length - 20, whole.length - 1}) {
      Files.write(folder.resolve("s1"), Arrays.copyOf(whole, length));
      assertThatThrownBy(reader::read)
          .isInstanceOfSatisfying(
              DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("truncated"));
    }
  }

  @Test
  void a_file_that_grew_is_read_as_it_was_found() throws IOException {
    CtSeriesReader reader = reader();
    byte[] whole = Files.readAllBytes(folder.resolve("s1"));
    Files.write(folder.resolve("s1"), Arrays.copyOf(whole, whole.length + 1000));
    assertThat(reader.read().slice(1)).containsExactly(-1024, -1023, -1022, -1021);
  }

  @Test
  void a_folder_in_the_place_of_a_file_is_no_surprise() throws IOException {
    CtSeriesReader reader = reader();
    Files.delete(folder.resolve("s1"));
    Files.createDirectory(folder.resolve("s1"));
    assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
  }
}
