package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementCommandTest {
  @TempDir private Path folder;

  @Test
  void the_readings_of_a_crop_set_are_compared() throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), 6);
    String crops = folder.resolve("crops").toString();
    assertThat(
            Run.of("ingest", "--dataset", "lidc-crops", "--root", root.toString(), "--out", crops)
                .status())
        .isZero();
    Path out = folder.resolve("agreement");
    Run run = Run.of("agreement", "--crops", crops, "--out", out.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("| malignancy | 12 | 36 | 3.00 |");
    assertThat(Files.readAllLines(out.resolve("agreement.md")))
        .isEqualTo(run.out().lines().toList());
    assertThat(Files.readString(out.resolve("agreement.csv")))
        .contains("malignancy,icc_1_1,12,6,36,");
  }

  @Test
  void what_is_no_crop_set_fails() {
    Run run =
        Run.of("agreement", "--crops", folder.toString(), "--out", folder.resolve("a").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cropset.json");
  }
}
