package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.objects.EncapsulatedPdf;
import org.nodulens.explain.ModelIdentity;

/**
 * Results on nodules of one series as DICOM objects in its study. The same results make the same
 * bytes; composed pictures are as equal as the machine's fonts.
 */
public final class DicomObjects {
  private final DicomTarget target;
  private final List<DicomCase> cases;
  private final List<NoduleObjects> nodules;
  private final Optional<byte[]> document;

  private DicomObjects(DicomTarget target, List<DicomCase> cases, Optional<byte[]> document) {
    this.target = target;
    this.cases = List.copyOf(cases);
    this.nodules = cases.stream().map(nodule -> new NoduleObjects(target, nodule)).toList();
    this.document = document;
  }

  /**
   * For nodules of a series.
   *
   * @param document the report on all of them as PDF, where there is one
   * @throws org.nodulens.dicom.DicomFormatException if the series cannot be referred to
   */
  public static DicomObjects of(
      CtSeries series, ModelIdentity model, List<DicomCase> nodules, Optional<byte[]> document)
      throws IOException {
    return new DicomObjects(DicomTarget.of(series, model), nodules, document);
  }

  /**
   * Writes objects of some kinds: {@code sc-0001.dcm} and so on, nodule after nodule. What a case
   * has nothing for (no map, no outline, no document) is left out. The structured report refers to
   * the segmentation where both are among the kinds.
   *
   * @param folder is there
   * @return the files, in the order of the kinds
   */
  public List<Path> write(Set<DicomKind> kinds, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (DicomKind kind : new TreeSet<>(kinds)) {
      int number = 0;
      for (DicomObject object : make(kind, kinds.contains(DicomKind.SEG))) {
        String name = String.format(Locale.ROOT, "%s-%04d.dcm", kind.id(), ++number);
        object.writeTo(folder.resolve(name));
        files.add(folder.resolve(name));
      }
    }
    return files;
  }

  private List<DicomObject> make(DicomKind kind, boolean segmented) throws IOException {
    if (kind == DicomKind.PDF) {
      return document.map(this::document).stream().toList();
    }
    List<DicomObject> objects = new ArrayList<>();
    for (NoduleObjects nodule : nodules) {
      switch (kind) {
        case SC -> objects.addAll(nodule.pictures());
        case PM -> objects.addAll(nodule.maps());
        case SEG -> nodule.segmentation().ifPresent(objects::add);
        case SR -> objects.add(nodule.report(segmented));
        case PR -> objects.add(nodule.mark());
        case PDF -> throw new IllegalStateException("a document is not about one nodule");
      }
    }
    return objects;
  }

  private DicomObject document(byte[] pdf) {
    String about = cases.stream().map(DicomCase::name).collect(Collectors.joining("; "));
    List<ImageReference> sources =
        nodules.stream().flatMap(nodule -> nodule.references().stream()).distinct().toList();
    String what = cases.size() == 1 ? about + " report" : cases.size() + " nodules' report";
    return EncapsulatedPdf.of(target.in(DicomKind.PDF, about, what), "Nodule report", pdf, sources);
  }
}
