package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.volumeio.FormatException;

/** Readings of LIDC-IDRI. */
class LidcXmlFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    String reading =
        ReadingXml.of("1.2.3")
            .header("DateService", "2004-01-02")
            .session()
            .nodule("a", ReadingXml.ratings("4"), ReadingXml.roi(-1.5, "7.1", "1 2;3 2;3 4;1 2"))
            .session()
            .nonNodule("x", -3.5, 30, 40)
            .xml();
    return Stream.of(reading, "<IdriReadMessage/>", "<?xml version='1.0'?><!DOCTYPE a><a/>")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_message_is_read_or_refused(byte[] bytes) throws IOException {
    try {
      LidcMessage message = LidcXml.read(Files.write(folder.resolve("fuzzed.xml"), bytes));
      if (message instanceof CtReading reading) {
        assertThat(reading.marks()).hasSizeLessThan(bytes.length);
      }
    } catch (FormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
