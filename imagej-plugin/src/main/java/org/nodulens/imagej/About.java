package org.nodulens.imagej;

import ij.IJ;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** About Nodulens...: version, purpose, what to cite. */
final class About {
  private About() {}

  static void run() {
    IJ.showMessage("About Nodulens", text());
  }

  static String text() {
    return "Nodulens "
        + version()
        + "\n \nWhat a vision transformer predicts of a lung nodule on CT, and why.\n"
        + "For research use only. Not a medical device.\n \n"
        + "Maps: L. Brocki, J. Binda, N. C. Chung, Class-Discriminative Attention Maps\n"
        + "for Vision Transformers, arXiv:2312.02364.\n"
        + "Embedded model: trained on LIDC-IDRI (Armato et al. 2011, doi:10.1118/1.3528204,\n"
        + "CC BY 3.0).\n"
        + "Apache License 2.0.";
  }

  static String version() {
    try (InputStream in = About.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, "version.properties"));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
