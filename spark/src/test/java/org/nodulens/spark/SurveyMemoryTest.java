package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The survey that ingest does, of a made-up archive: what it holds does not grow with slices. */
class SurveyMemoryTest {
  private static final int SERIES = 400;
  private static final Pattern SAID =
      Pattern.compile("(\\d+) series of (\\d+) files, 0 rejected.* KiB (\\d+)");

  @TempDir private Path folder;

  /** Heap in use after survey and plan, bytes. */
  private long bytesInUse(int slices) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SyntheticSurvey.class.getName(),
                    folder.resolve("plan").toString(),
                    Integer.toString(SERIES),
                    Integer.toString(slices),
                    "1000"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Matcher found = SAID.matcher(said);
    assertThat(found.find()).as(said).isTrue();
    assertThat(found.group(1)).isEqualTo(Integer.toString(SERIES));
    assertThat(found.group(2)).isEqualTo(Integer.toString(SERIES * slices));
    return Long.parseLong(found.group(3)) << 10;
  }

  /** The index of instances has 12 to 32 bytes for each; a header in memory has some 600. */
  @Test
  void a_slice_more_needs_little_more_than_its_place_in_an_index() throws Exception {
    long few = bytesInUse(20);
    long many = bytesInUse(100);
    assertThat((many - few) / (80.0 * SERIES)).isLessThan(100);
  }
}
