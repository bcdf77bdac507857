package org.nodulens.imagej;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.evaluation.ModelCalibration;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.ViewMap;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.overlay.PlacedMap;
import org.nodulens.report.DicomCase;
import org.nodulens.report.DicomKind;
import org.nodulens.report.DicomObjects;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/** A nodule's map and outline as DICOM objects that refer to the CT's files. */
final class DicomExport {
  /** A report as a document is not made here. */
  static final Set<DicomKind> KINDS = EnumSet.complementOf(EnumSet.of(DicomKind.PDF));

  private DicomExport() {}

  /** Those that a list names, with commas. */
  static Set<DicomKind> kinds(String list) throws RefusedException {
    Set<DicomKind> kinds = EnumSet.noneOf(DicomKind.class);
    for (String id : list.split(",", -1)) {
      kinds.add(
          DicomKind.ofId(id.strip())
              .filter(KINDS::contains)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "kinds of DICOM objects are "
                              + String.join(", ", KINDS.stream().map(DicomKind::id).toList())
                              + "; got \""
                              + id.strip()
                              + "\"")));
    }
    return kinds;
  }

  /**
   * Writes objects, in the study of the series that the stack was opened from.
   *
   * @param folder is there
   * @return the files
   * @throws RefusedException if these DICOM files cannot be found
   */
  static List<Path> write(ExplainedNodule nodule, Set<DicomKind> kinds, Path folder)
      throws RefusedException, IOException {
    ModelIdentity model = identity(nodule);
    return DicomObjects.of(
            SourceFiles.of(nodule.stack()), model, List.of(of(nodule, model)), Optional.empty())
        .write(kinds, folder);
  }

  private static DicomCase of(ExplainedNodule nodule, ModelIdentity model) {
    PatientPoint center = nodule.center();
    String name =
        String.format(
            Locale.ROOT, "Nodule (%.0f, %.0f, %.0f)", center.xMm(), center.yMm(), center.zMm());
    double radiusMm =
        nodule
            .placed()
            .segmented()
            .measures()
            .map(measures -> measures.longAxisMm() / 2)
            .orElse(DicomCase.USUAL_RADIUS_MM);
    String task = nodule.maps().task().isPresent() ? nodule.task().name() : "";
    return new DicomCase(
        name,
        center,
        radiusMm,
        outlined(nodule, model),
        nodule.explanation().predictions().stream()
            .map(found -> predicted(nodule.network().description(), found))
            .toList(),
        List.of(new DicomCase.NamedMap(nodule.maps().method().id(), task, placed(nodule))),
        List.of(),
        nodule.network().description().input().window());
  }

  private static DicomCase.Predicted predicted(ModelDescription model, Prediction found) {
    OptionalDouble calibrated =
        found.task().kind() == Task.Kind.BINARY
            ? ModelCalibration.platt(model, found.task())
                .map(platt -> OptionalDouble.of(platt.probability(found.value())))
                .orElse(OptionalDouble.empty())
            : OptionalDouble.empty();
    return new DicomCase.Predicted(found, calibrated);
  }

  private static ModelIdentity identity(ExplainedNodule nodule)
      throws RefusedException, IOException {
    ScoringModels models = OpenModels.of(nodule.network().model());
    ModelFolder network = models.folder(nodule.network().name());
    return new ModelIdentity(
        network.weightsSha256(), models.engine().name(), "nodulens " + About.version());
  }

  private static Optional<DicomCase.Outlined> outlined(
      ExplainedNodule nodule, ModelIdentity model) {
    Optional<Outline> outline = nodule.outline();
    Optional<VoxelBox> bounds = outline.flatMap(Outline::bounds);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    VoxelBox box = bounds.get();
    VoxelSet voxels = new VoxelSet(nodule.stack().geometry().size());
    for (int slice = box.first().slice(); slice <= box.last().slice(); slice++) {
      for (int row = box.first().row(); row <= box.last().row(); row++) {
        for (int column = box.first().column(); column <= box.last().column(); column++) {
          VoxelIndex voxel = new VoxelIndex(column, row, slice);
          if (outline.get().holds(voxel)) {
            voxels.add(voxel);
          }
        }
      }
    }
    Author author =
        new Author.Program(
            new Algorithm("nodulens outline of a point", model.createdBy(), List.of()));
    return Optional.of(
        new DicomCase.Outlined(voxels, author, nodule.placed().segmented().measures()));
  }

  /** The maps of the slices as one volume, of one slice as a plane. */
  static PlacedMap placed(ExplainedNodule nodule) {
    List<ViewMap> views = new ArrayList<>(nodule.slices().stream().map(SliceMap::view).toList());
    if (views.size() < 2) {
      return PlacedMap.of(nodule.viewInSlices());
    }
    PatientVector normal = views.get(0).plane().axes().normal();
    PatientPoint marked = nodule.center();
    views.sort(Comparator.comparingDouble(view -> view.plane().center().minus(marked).dot(normal)));
    VolumeGeometry first = views.get(0).geometry();
    PatientVector step = views.get(1).geometry().origin().minus(first.origin());
    GridSize size = new GridSize(first.size().columns(), first.size().rows(), views.size());
    VoxelAxes axes = new VoxelAxes(first.axes().column(), first.axes().row(), step);
    float[] values = new float[Math.toIntExact(size.voxels())];
    for (int k = 0; k < views.size(); k++) {
      float[] plane = views.get(k).map().values();
      System.arraycopy(plane, 0, values, k * plane.length, plane.length);
    }
    return new PlacedMap(new VolumeGeometry(size, first.origin(), axes), values);
  }
}
