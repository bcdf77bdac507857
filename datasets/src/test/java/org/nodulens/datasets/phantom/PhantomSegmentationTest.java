package org.nodulens.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.segmentation.GrowthBound;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.nodule.segmentation.NoduleSegmentation;
import org.nodulens.nodule.segmentation.SegmentationOutcome;
import org.nodulens.nodule.segmentation.SegmentationOutcome.Segmented;

/** Masks in three dimensions against the phantom's truth: nothing was fitted to it. */
class PhantomSegmentationTest {
  private static final PhantomOptions OPTIONS = new PhantomOptions(8, 5, 384, 270, 110, 1);

  /** One nodule found. */
  private record Found(NoduleTruth truth, double dice, double volumeRatio, double longRatio) {}

  @Test
  void most_nodules_of_the_phantom_are_found_with_their_volume_and_their_axes() throws IOException {
    List<Found> found = new ArrayList<>();
    int failed = 0;
    for (int patient = 1; patient <= OPTIONS.patients(); patient++) {
      PhantomStudy study = PhantomStudy.draw(OPTIONS, patient);
      CtVolume volume = study.scan().slices(0, study.geometry().size().slices());
      for (NoduleTruth nodule : study.nodules()) {
        SegmentationOutcome outcome =
            NoduleSegmentation.of(volume, nodule.center(), GrowthBound.ofAnyNodule());
        if (outcome instanceof Segmented segmented) {
          found.add(compare(study, volume, nodule, segmented));
        } else {
          failed++;
        }
      }
    }
    print(found, failed);
    assertThat(failed).isLessThan(found.size() / 4);
    assertThat(median(found.stream().mapToDouble(Found::dice))).isGreaterThan(0.8);
    assertThat(median(found.stream().mapToDouble(Found::volumeRatio))).isBetween(0.85, 1.2);
    assertThat(median(found.stream().mapToDouble(Found::longRatio))).isBetween(0.85, 1.2);
  }

  private static Found compare(
      PhantomStudy study, CtVolume volume, NoduleTruth nodule, Segmented segmented)
      throws IOException {
    MaskOutline truth = truth(study, nodule);
    MaskMeasures measures = MaskMeasures.of(volume, truth).orElseThrow();
    int both = 0;
    for (VoxelIndex voxel : voxels(study, nodule)) {
      both += truth.holds(voxel) && segmented.mask().holds(voxel) ? 1 : 0;
    }
    return new Found(
        nodule,
        2.0 * both / (truth.voxelCount() + segmented.mask().voxelCount()),
        segmented.measures().volumeMm3().orElseThrow() / measures.volumeMm3().orElseThrow(),
        segmented.measures().longAxisMm() / measures.longAxisMm());
  }

  /** The voxels whose centres lie in the true body. */
  private static MaskOutline truth(PhantomStudy study, NoduleTruth nodule) {
    NoduleExtent extent = new NoduleExtent(nodule, study.thorax());
    List<VoxelIndex> inside = new ArrayList<>();
    for (VoxelIndex voxel : voxels(study, nodule)) {
      PatientPoint point =
          study.geometry().toPatient(new VoxelPoint(voxel.column(), voxel.row(), voxel.slice()));
      if (extent.distanceMm(point) < 0) {
        inside.add(voxel);
      }
    }
    return MaskOutline.of(inside);
  }

  private static List<VoxelIndex> voxels(PhantomStudy study, NoduleTruth nodule) {
    VolumeGeometry geometry = study.geometry();
    VoxelIndex middle = geometry.nearestVoxel(nodule.center());
    double reachMm = new NoduleExtent(nodule, study.thorax()).reachMm() + 2;
    int across = (int) Math.ceil(reachMm / geometry.spacing().xMm());
    int along = (int) Math.ceil(reachMm / geometry.spacing().zMm());
    List<VoxelIndex> voxels = new ArrayList<>();
    for (int k = -along; k <= along; k++) {
      for (int j = -across; j <= across; j++) {
        for (int i = -across; i <= across; i++) {
          VoxelIndex voxel =
              new VoxelIndex(middle.column() + i, middle.row() + j, middle.slice() + k);
          if (geometry.size().contains(voxel)) {
            voxels.add(voxel);
          }
        }
      }
    }
    return voxels;
  }

  private static double median(java.util.stream.DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void print(List<Found> found, int failed) {
    System.out.printf(Locale.ROOT, "phantom: %d found, %d failed%n", found.size(), failed);
    double[] dice = found.stream().mapToDouble(Found::dice).sorted().toArray();
    System.out.printf(Locale.ROOT, "  Dice %s%n", Arrays.toString(dice));
    for (Found f : found) {
      System.out.printf(
          Locale.ROOT,
          "  %5.1f mm %-12s %-14s Dice %.2f volume x %.2f long axis x %.2f%n",
          f.truth().features().diameterMm(),
          f.truth().features().texture(),
          f.truth().location(),
          f.dice(),
          f.volumeRatio(),
          f.longRatio());
    }
  }
}
