package org.nodulens.datasets.phantom;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;

/** The readings of a study as LIDC-IDRI's own files have them (LidcReadMessage). */
final class LidcXml {
  private static final Map<Rating, String> NAMES =
      Map.of(
          Rating.SUBTLETY, "subtlety",
          Rating.INTERNAL_STRUCTURE, "internalStructure",
          Rating.CALCIFICATION, "calcification",
          Rating.SPHERICITY, "sphericity",
          Rating.MARGIN, "margin",
          Rating.LOBULATION, "lobulation",
          Rating.SPICULATION, "spiculation",
          Rating.TEXTURE, "texture",
          Rating.MALIGNANCY, "malignancy");

  private final PhantomStudy study;
  private final CtSeriesWriter series;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private LidcXml(PhantomStudy study, CtSeriesWriter series) {
    this.study = study;
    this.series = series;
  }

  static String of(PhantomStudy study, CtSeriesWriter series, List<Reading> readings) {
    LidcXml xml = new LidcXml(study, series);
    xml.document(readings);
    return xml.out.toString();
  }

  private void document(List<Reading> readings) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open("LidcReadMessage", " uid=\"" + study.seriesUid() + ".0\" xmlns=\"http://www.nih.gov\"");
    open("ResponseHeader", "");
    text("Version", "1.8.1");
    text("DateRequest", PhantomFiles.XML_DATE);
    text("TimeRequest", PhantomFiles.XML_TIME);
    text("TaskDescription", "Second unblinded read");
    text("SeriesInstanceUid", study.seriesUid());
    text("DateService", PhantomFiles.XML_DATE);
    text("TimeService", PhantomFiles.XML_TIME);
    text("ResponseDescription", "1 - Reading complete");
    text("StudyInstanceUID", study.studyUid());
    close("ResponseHeader");
    for (int reader = 1; reader <= ReaderPanel.READERS; reader++) {
      session(reader, readings);
    }
    close("LidcReadMessage");
  }

  private void session(int reader, List<Reading> readings) {
    open("readingSession", "");
    text("annotationVersion", "3.12");
    text("servicingRadiologistID", "simulated-" + reader);
    for (Reading reading : readings) {
      if (reading.reader() == reader) {
        nodule(reading);
      }
    }
    close("readingSession");
  }

  private void nodule(Reading reading) {
    open("unblindedReadNodule", "");
    text("noduleID", String.format(Locale.ROOT, "%d%03d", reading.reader(), reading.nodule()));
    open("characteristics", "");
    for (Rating rating : Rating.values()) {
      text(
          NAMES.getOrDefault(rating, ""),
          Integer.toString(reading.ratings().getOrDefault(rating, 0)));
    }
    close("characteristics");
    reading.contours().forEach(this::roi);
    close("unblindedReadNodule");
  }

  private void roi(int slice, List<PixelPoint> contour) {
    double z = study.geometry().toPatient(new VoxelPoint(0, 0, slice)).zMm();
    open("roi", "");
    text("imageZposition", String.format(Locale.ROOT, "%.2f", z));
    text("imageSOP_UID", series.sopUid(slice));
    text("inclusion", "TRUE");
    for (PixelPoint point : contour) {
      open("edgeMap", "");
      text("xCoord", Integer.toString(point.column()));
      text("yCoord", Integer.toString(point.row()));
      close("edgeMap");
    }
    close("roi");
  }

  private void open(String element, String attributes) {
    line("<" + element + attributes + ">");
    depth++;
  }

  private void close(String element) {
    depth--;
    line("</" + element + ">");
  }

  private void text(String element, String value) {
    line("<" + element + ">" + value + "</" + element + ">");
  }

  private void line(String content) {
    out.append("  ".repeat(depth)).append(content).append('\n');
  }
}
