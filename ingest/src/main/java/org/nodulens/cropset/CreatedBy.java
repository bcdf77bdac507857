package org.nodulens.cropset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program and its version, as it signs what it writes. */
public final class CreatedBy {
  private static final String TEXT = "nodulens " + version();

  private CreatedBy() {}

  /** For instance {@code nodulens 0.1.0}. */
  public static String text() {
    return TEXT;
  }

  private static String version() {
    try (InputStream in = CreatedBy.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing beside CreatedBy");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
