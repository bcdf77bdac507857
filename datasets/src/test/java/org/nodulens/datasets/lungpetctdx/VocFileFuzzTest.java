package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.volumeio.FormatException;

/** Pascal VOC annotations. */
class VocFileFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    String box = "<bndbox><xmin>1</xmin><ymin>2.5</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>";
    return Stream.of(
            "<annotation><object><name>A</name>" + box + "</object></annotation>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><annotation>&x;</annotation>")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_annotation_is_read_or_refused(byte[] bytes) throws IOException {
    try {
      assertThat(VocFile.read(Files.write(folder.resolve("fuzzed.xml"), bytes)))
          .hasSizeLessThan(bytes.length);
    } catch (FormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
