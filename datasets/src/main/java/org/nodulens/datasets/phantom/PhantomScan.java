package org.nodulens.datasets.phantom;

import java.util.Arrays;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/**
 * The voxels of a study, computed slice by slice: tissues, what is thin in them, the scanner's blur
 * and noise. A slice is the same whichever were computed before it.
 */
public final class PhantomScan implements SliceSource {
  private static final double AIRWAY_WALL_HU = 12;
  private static final double AIRWAY_HU = -990;
  private static final double OESOPHAGUS_HU = 36;

  private final PhantomStudy study;
  private final SliceImage image;
  private final AnatomyGrid grid;
  private final InPlaneBlur blur;
  private final ScanNoise noise;
  private final TubePainter soft;
  private final TubePainter walls;
  private final TubePainter lumina;
  private final TubePainter vessels;
  private final List<NodulePainter> nodules;
  private final float[] aside;

  PhantomScan(PhantomStudy study) {
    this.study = study;
    VolumeGeometry geometry = study.geometry();
    Scanner scanner = study.scanner();
    image = new SliceImage(geometry, scanner.sliceThicknessMm());
    grid = new AnatomyGrid(study.thorax(), geometry);
    blur = scanner.blur(image.pixelMm());
    noise = new ScanNoise(scanner, study.seed().child("noise"), image);
    Physique physique = study.thorax().physique();
    soft =
        new TubePainter(
            Mediastinum.softTissue().stream()
                .map(tube -> Mediastinum.inPatient(tube, physique))
                .toList());
    walls = new TubePainter(study.trees().walls());
    lumina = new TubePainter(study.trees().lumina());
    vessels = new TubePainter(study.trees().vessels());
    nodules = study.nodules().stream().map(NodulePainter::new).toList();
    aside = new float[image.hu().length];
  }

  @Override
  public VolumeGeometry geometry() {
    return study.geometry();
  }

  /** One slice, row by row, HU within 12 bits. */
  public short[] slice(int slice) {
    image.moveTo(study.geometry().toPatient(new VoxelPoint(0, 0, slice)).zMm());
    paint();
    blur.apply(image.hu(), image.columns(), aside);
    noise.add(image.hu(), slice);
    float[] painted = image.hu();
    short[] hu = new short[painted.length];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = (short) Math.min(3071, Math.max(-1024, Math.round(painted[i])));
    }
    return hu;
  }

  private void paint() {
    Physique physique = study.thorax().physique();
    new TissuePainter(physique, image, grid.columns(), grid.at(image.zMm())).paint();
    soft.paint(image, OESOPHAGUS_HU);
    walls.paint(image, AIRWAY_WALL_HU);
    lumina.paint(image, AIRWAY_HU);
    nodules.forEach(nodule -> nodule.paintGroundGlass(image));
    vessels.paint(image, physique.bloodHu());
    nodules.forEach(nodule -> nodule.paintSolid(image));
  }

  @Override
  public CtVolume slices(int first, int count) {
    VolumeGeometry whole = study.geometry();
    short[][] hu = new short[count][];
    Arrays.setAll(hu, i -> slice(first + i));
    return new CtVolume(
        new VolumeGeometry(
            new GridSize(whole.size().columns(), whole.size().rows(), count),
            whole.toPatient(new VoxelPoint(0, 0, first)),
            whole.axes()),
        hu);
  }
}
