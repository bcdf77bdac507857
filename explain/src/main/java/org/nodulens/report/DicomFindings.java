package org.nodulens.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ViewMap;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.overlay.PlacedMap;
import org.nodulens.vit.Task;

/** What a report found on a nodule of a series, as its DICOM objects have it. */
record DicomFindings(CaseFindings findings, VolumeGeometry series, String createdBy) {
  /** The mark is a little larger than the nodule. */
  private static final double MARK_MARGIN = 1.3;

  DicomCase nodule() throws IOException {
    PatientPoint center = findings.nodule().sample().center();
    return new DicomCase(
        name(center),
        center,
        radiusMm(),
        findings.nodule().measures().computed().map(this::outlined),
        findings.central().predictions().stream()
            .map(found -> new DicomCase.Predicted(found, findings.calibrated(found)))
            .toList(),
        maps(),
        List.of(CasePictures.mapSheet(findings)),
        findings.description().input().window());
  }

  /** The place is the name: another run on the same nodule finds the same identifiers. */
  static String name(PatientPoint center) {
    return String.format(
        Locale.ROOT,
        "Nodule %.1f,%.1f,%.1f",
        tenths(center.xMm()),
        tenths(center.yMm()),
        tenths(center.zMm()));
  }

  private static double tenths(double mm) {
    return Math.rint(mm * 10) / 10 + 0.0; // never -0
  }

  private double radiusMm() {
    return findings
        .nodule()
        .measures()
        .measures()
        .map(measures -> measures.longAxisMm() / 2 * MARK_MARGIN)
        .orElse(DicomCase.USUAL_RADIUS_MM);
  }

  /** Of the part of the series that was read, which holds whole slices, to the whole of it. */
  private DicomCase.Outlined outlined(MaskOutline mask) {
    VoxelIndex first = series.nearestVoxel(findings.nodule().sample().volume().geometry().origin());
    VoxelSet voxels = new VoxelSet(series.size());
    VoxelBox box = mask.bounds().orElseThrow();
    for (int slice = box.first().slice(); slice <= box.last().slice(); slice++) {
      for (int row = box.first().row(); row <= box.last().row(); row++) {
        for (int column = box.first().column(); column <= box.last().column(); column++) {
          if (mask.holds(new VoxelIndex(column, row, slice))) {
            voxels.add(
                new VoxelIndex(column + first.column(), row + first.row(), slice + first.slice()));
          }
        }
      }
    }
    Author program =
        new Author.Program(new Algorithm("nodulens outline around a point", createdBy, List.of()));
    return new DicomCase.Outlined(voxels, program, findings.nodule().measures().measures());
  }

  /** Of every score and view, slices stacked; those of malignancy come first. */
  private List<DicomCase.NamedMap> maps() {
    List<DicomCase.NamedMap> maps = new ArrayList<>();
    for (List<MethodMaps> ofSlices : ExplainedSlice.byScore(findings.slices())) {
      MethodMaps first = ofSlices.get(0);
      for (int i = 0; i < first.views().size(); i++) {
        int view = i;
        String method = first.method().id();
        maps.add(
            new DicomCase.NamedMap(
                first.views().size() == 1
                    ? method
                    : method + ", " + first.views().get(view).view().id(),
                first.task().map(Task::name).orElse(""),
                stacked(ofSlices.stream().map(planes -> planes.views().get(view)).toList())));
      }
    }
    maps.sort(Comparator.comparing(map -> !map.task().equals(CaseFindings.MALIGNANCY)));
    return maps;
  }

  /**
   * Parallel maps, as far apart from one another, as one grid.
   *
   * @param planes at least one, in order along their normal
   */
  static PlacedMap stacked(List<ViewMap> planes) {
    VolumeGeometry first = planes.get(0).geometry();
    if (planes.size() == 1) {
      return PlacedMap.of(planes.get(0));
    }
    VoxelAxes axes =
        new VoxelAxes(
            first.axes().column(),
            first.axes().row(),
            planes.get(1).geometry().origin().minus(first.origin()));
    GridSize plane = first.size();
    float[] values = new float[plane.pixelsPerSlice() * planes.size()];
    for (int i = 0; i < planes.size(); i++) {
      System.arraycopy(
          planes.get(i).map().values(),
          0,
          values,
          i * plane.pixelsPerSlice(),
          plane.pixelsPerSlice());
    }
    GridSize size = new GridSize(plane.columns(), plane.rows(), planes.size());
    return new PlacedMap(new VolumeGeometry(size, first.origin(), axes), values);
  }
}
