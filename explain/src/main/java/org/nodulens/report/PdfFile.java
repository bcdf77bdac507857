package org.nodulens.report;

import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.nodulens.volumeio.FileOutput;

/**
 * Writes XHTML as PDF. The page may show what it holds itself and nothing else; the same page makes
 * the same bytes.
 */
public final class PdfFile {
  /** Takes the place of the clock in the document's identifier, which is a hash of it and more. */
  private static final long ALWAYS = 0;

  private PdfFile() {}

  static void write(Path file, String xhtml, String producer) throws IOException {
    write(file, xhtml, producer, new DefaultObjectDrawerFactory());
  }

  /**
   * Writes a page whose {@code object} elements are drawn by drawers of its own.
   *
   * @param producer program and version
   */
  public static void write(Path file, String xhtml, String producer, FSObjectDrawerFactory drawers)
      throws IOException {
    XRLog.setLoggingEnabled(false);
    try (OutputStream out = new BufferedOutputStream(FileOutput.stream(file))) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.useUriResolver((base, uri) -> uri.startsWith("data:image/png;") ? uri : null);
      builder.useObjectDrawerFactory(drawers);
      builder.withProducer(producer);
      builder.withHtmlContent(latin(xhtml), "");
      builder.toStream(out);
      try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
          PDDocument document = renderer.createPDFKeepOpen()) {
        document.getDocumentInformation().setCreationDate(null);
        document.setDocumentId(ALWAYS);
        document.save(out);
      }
    }
  }

  /** The fonts that every PDF reader has know Latin letters: words for the signs in our texts. */
  private static String latin(String text) {
    return text.replace("≥", "at least").replace("≤", "at most").replace("−", "-");
  }
}
