package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;

/** A report in PDF as an Encapsulated PDF (PS3.3 A.45.1). */
public final class EncapsulatedPdf {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.104.1";
  private static final byte[] MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private EncapsulatedPdf() {}

  /**
   * The object.
   *
   * @param title of the document; names no patient
   * @param pdf the document's bytes
   * @param sources the images that it is about
   * @throws IllegalArgumentException if the bytes are no PDF
   */
  public static DicomObject of(
      ResultSeries series, String title, byte[] pdf, List<ImageReference> sources) {
    if (pdf.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(pdf, MAGIC.length), MAGIC)) {
      throw new IllegalArgumentException("the document is no PDF: it does not start with %PDF-");
    }
    List<DicomDataSet> instances =
        sources.stream().map(ImageReference::whole).distinct().map(ImageReference::item).toList();
    DicomDataSet dataSet =
        series
            .beginDated("DOC")
            .text(CONVERSION_TYPE, "WSD")
            .integer(INSTANCE_NUMBER, 1)
            .text(ACQUISITION_DATE_TIME)
            .text(BURNED_IN_ANNOTATION, "NO")
            .text(DOCUMENT_TITLE, Words.of(title, 1024))
            .items(CONCEPT_NAME_SEQUENCE)
            .text(MIME_TYPE, "application/pdf")
            .integer(ENCAPSULATED_DOCUMENT_LENGTH, pdf.length)
            .bytes(ENCAPSULATED_DOCUMENT, pdf);
    if (!instances.isEmpty()) {
      dataSet.items(SOURCE_INSTANCE_SEQUENCE, instances);
    }
    return series.finish(STORAGE, dataSet);
  }
}
