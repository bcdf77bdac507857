package org.nodulens.datasets.rtstruct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.ObjectBytes;

/** A structure set on a {@link DrawnStudy}, drawn in voxels. */
final class StructureFile {
  private final DrawnStudy study;
  private final List<ObjectBytes> names = new ArrayList<>();
  private final List<ObjectBytes> contours = new ArrayList<>();
  private final List<ObjectBytes> observations = new ArrayList<>();
  private String seriesUid;
  private String frameOfReference = DrawnStudy.FRAME_OF_REFERENCE;
  private boolean namesImages = true;

  StructureFile(DrawnStudy study) {
    this.study = study;
    this.seriesUid = study.seriesUid();
  }

  /** Names this series, and none of its images; none at all where it is empty. */
  StructureFile ofSeries(String uid) {
    seriesUid = uid;
    namesImages = false;
    return this;
  }

  StructureFile inFrame(String uid) {
    frameOfReference = uid;
    return this;
  }

  StructureFile roi(String name, ObjectBytes... drawn) {
    return roi(name, "", drawn);
  }

  StructureFile roi(String name, String type, ObjectBytes... drawn) {
    String number = String.valueOf(names.size() + 1);
    names.add(
        new ObjectBytes()
            .text(0x30060022, "IS", number)
            .text(0x30060024, "UI", frameOfReference)
            .text(0x30060026, "LO", name)
            .text(0x30060036, "CS", "MANUAL"));
    contours.add(new ObjectBytes().items(0x30060040, drawn).text(0x30060084, "IS", number));
    observations.add(
        new ObjectBytes()
            .text(0x30060082, "IS", number)
            .text(0x30060084, "IS", number)
            .text(0x300600A4, "CS", type)
            .text(0x300600A6, "PN", "Poe^Edgar"));
    return this;
  }

  /** A polygon in voxels: column, row, column, row ... */
  static ObjectBytes polygon(double slice, double... columnsRows) {
    return contour("CLOSED_PLANAR", slice, columnsRows);
  }

  static ObjectBytes contour(String type, double slice, double... columnsRows) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < columnsRows.length; i += 2) {
      data.append(i == 0 ? "" : "\\")
          .append(
              String.format(
                  Locale.ROOT,
                  "%.4f\\%.4f\\%.4f",
                  columnsRows[i] - 10,
                  columnsRows[i + 1] - 20,
                  2 * slice - 30));
    }
    return raw(type, columnsRows.length / 2, data.toString());
  }

  static ObjectBytes raw(String type, int points, String data) {
    return new ObjectBytes()
        .text(0x30060042, "CS", type)
        .text(0x30060046, "IS", points + "")
        .text(0x30060050, "DS", data);
  }

  /** A rectangle whose edges lie half way between pixel centres: first to last are inside. */
  static ObjectBytes box(double slice, int left, int top, int right, int bottom) {
    return polygon(
        slice,
        left - 0.5,
        top - 0.5,
        right + 0.5,
        top - 0.5,
        right + 0.5,
        bottom + 0.5,
        left - 0.5,
        bottom + 0.5);
  }

  /** The contour, on the image of a slice. */
  ObjectBytes on(int slice, ObjectBytes contour) {
    return contour.items(0x30060016, DrawnStudy.image(study.sopUid(slice)));
  }

  Path write(Path file) throws IOException {
    ObjectBytes frame = new ObjectBytes().text(0x00200052, "UI", frameOfReference);
    if (!seriesUid.isEmpty()) {
      ObjectBytes series =
          new ObjectBytes()
              .text(0x0020000E, "UI", seriesUid)
              .items(
                  0x30060016,
                  namesImages ? study.images() : List.of(DrawnStudy.image(seriesUid + ".77")));
      ObjectBytes referenced =
          new ObjectBytes()
              .text(0x00081150, "UI", "1.2.840.10008.3.1.2.3.1")
              .text(0x00081155, "UI", DrawnStudy.STUDY)
              .items(0x30060014, series);
      frame.items(0x30060012, referenced);
    }
    return DrawnStudy.object("RTSTRUCT")
        .text(0x00200052, "UI", frameOfReference)
        .text(0x00201040, "LO", "")
        .text(0x30060002, "SH", "drawn")
        .text(0x30060008, "DA", "20000101")
        .text(0x30060009, "TM", "120000")
        .items(0x30060010, frame)
        .items(0x30060020, names)
        .items(0x30060039, contours)
        .items(0x30060080, observations)
        .text(0x300E0002, "CS", "UNAPPROVED")
        .write(
            file,
            "1.2.840.10008.5.1.4.1.1.481.3",
            "1.2.3.100." + Math.floorMod(file.getFileName().toString().hashCode(), 10000));
  }
}
