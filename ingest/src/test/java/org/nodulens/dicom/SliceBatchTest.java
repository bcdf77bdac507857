package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;

class SliceBatchTest {
  @TempDir private Path folder;
  private CtSeries series;

  @BeforeEach
  void scan() throws IOException {
    for (int i = 0; i < 20; i++) {
      byte[] slice = DicomBytes.slice(i, true).pixels(i, 100 + i, 200 + i, 300 + i).bytes();
      Files.write(folder.resolve("s" + i), slice);
    }
    series = CtSeriesScanner.scan(folder).series().get(0);
  }

  @Test
  void threads_share_the_slices_and_each_comes_to_its_place() throws IOException {
    CtVolume volume = CtSeriesReader.of(series).withThreads(4).read();
    for (int i = 0; i < 20; i++) {
      assertThat(volume.slice(i)).containsExactly(i - 1024, i - 924, i - 824, i - 724);
    }
  }

  @RepeatedTest(20)
  void of_several_faults_the_first_is_told_whichever_thread_finds_it_when() throws IOException {
    for (int vanished : List.of(5, 6, 8, 19)) {
      Files.delete(folder.resolve("s" + vanished));
    }
    assertThatThrownBy(() -> CtSeriesReader.of(series).withThreads(4).read())
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("s5");
  }

  @Test
  void a_reader_goes_on_after_a_fault() throws IOException {
    Files.delete(folder.resolve("s7"));
    CtSeriesReader reader = CtSeriesReader.of(series);
    assertThatThrownBy(reader::read).isInstanceOf(NoSuchFileException.class);
    assertThat(reader.slices(8, 1).slice(0)).containsExactly(-1016, -916, -816, -716);
  }
}
