package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planning in a process of 32 MiB, which would not hold the pieces: 75,000 of 20 paths each. */
class PlanMemoryTest {
  private static final int SERIES = 75_000;

  @TempDir private Path folder;

  @Test
  void seventy_five_thousand_series_are_planned_in_32_mib() throws Exception {
    Process planner =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SyntheticListing.class.getName(),
                    folder.resolve("plan").toString(),
                    Integer.toString(SERIES),
                    "20"))
            .redirectErrorStream(true)
            .start();
    String said = new String(planner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(planner.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).startsWith("planned 75000 pieces");
    assertThat(new File(folder.toFile(), "plan")).size().isGreaterThan(SERIES);
  }
}
