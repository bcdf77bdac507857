package org.nodulens.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.DicomUid;

/** One patient's study: all that was drawn for it. Its voxels are computed on demand. */
public final class PhantomStudy {
  private static final double LOWEST_MM = -190;
  private static final double HILA_MM = -28;
  private static final double MIDDLE_Y_MM = 6;

  private final String patientId;
  private final String uidName;
  private final SeedPath seed;
  private final Scanner scanner;
  private final VolumeGeometry geometry;
  private final Thorax thorax;
  private final LungTrees trees;
  private final List<NoduleTruth> nodules;

  private PhantomStudy(PhantomStudy other, List<NoduleTruth> nodules) {
    patientId = other.patientId;
    uidName = other.uidName;
    seed = other.seed;
    scanner = other.scanner;
    geometry = other.geometry;
    thorax = other.thorax;
    trees = other.trees;
    this.nodules = List.copyOf(nodules);
  }

  private PhantomStudy(PhantomOptions options, int patient) {
    patientId = String.format(Locale.ROOT, "PHANTOM-%04d", patient);
    uidName = "nodulens phantom/" + options.identity() + "/" + patientId;
    seed = options.seedOf(patient);
    scanner = seed.child("scanner").random().nextBoolean() ? Scanner.SHARP : Scanner.SOFT;
    geometry = geometry(options, scanner);
    thorax = new Thorax(Physique.draw(seed));
    trees = LungTrees.grow(thorax, seed.child("trees"));
    double lowest = geometry.origin().zMm();
    double[] slab = {lowest, lowest + options.heightMm()};
    nodules = List.copyOf(NodulePlacement.place(thorax, trees.vessels(), slab, seed));
  }

  /**
   * Draws a study.
   *
   * @param patient from 1
   */
  public static PhantomStudy draw(PhantomOptions options, int patient) {
    return new PhantomStudy(options, patient);
  }

  private static VolumeGeometry geometry(PhantomOptions options, Scanner scanner) {
    double pixel = scanner.pixelMm(options);
    double bottom =
        Math.min(
            LOWEST_MM + PhantomOptions.CHEST_MM - options.heightMm(),
            Math.max(LOWEST_MM, HILA_MM - options.heightMm() / 2));
    int slices = (int) Math.round(options.heightMm() / scanner.sliceSpacingMm());
    double half = (options.matrix() - 1) * pixel / 2;
    return new VolumeGeometry(
        new GridSize(options.matrix(), options.matrix(), slices),
        new PatientPoint(-half, MIDDLE_Y_MM - half, bottom),
        VoxelAxes.alongPatient(new VoxelSpacing(pixel, pixel, scanner.sliceSpacingMm())));
  }

  public String patientId() {
    return patientId;
  }

  public Scanner scanner() {
    return scanner;
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  public List<NoduleTruth> nodules() {
    return nodules;
  }

  /** The same study with one nodule looking different: same place, same seeds, same noise. */
  public PhantomStudy withNodule(int number, UnaryOperator<NoduleFeatures> change) {
    List<NoduleTruth> changed = new ArrayList<>();
    for (NoduleTruth nodule : nodules) {
      changed.add(nodule.number() == number ? nodule.with(change) : nodule);
    }
    return new PhantomStudy(this, changed);
  }

  /** Its voxels. Not for several threads at once: each takes its own. */
  public PhantomScan scan() {
    return new PhantomScan(this);
  }

  public String studyUid() {
    return DicomUid.ofName(uidName + "/study");
  }

  public String seriesUid() {
    return DicomUid.ofName(uidName + "/series");
  }

  String frameOfReferenceUid() {
    return DicomUid.ofName(uidName + "/frame");
  }

  Thorax thorax() {
    return thorax;
  }

  LungTrees trees() {
    return trees;
  }

  SeedPath seed() {
    return seed;
  }
}
