package org.nodulens.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real-data folder, which is no part of the repository. */
public final class RealData {
  private RealData() {}

  /** A folder in it; where it is absent the calling test is skipped, saying so. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("nodulens.data", "../../shared/data"), name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "skipped: the real-data folder has no " + name + " (NODULENS_DATA names it)");
    return folder;
  }
}
