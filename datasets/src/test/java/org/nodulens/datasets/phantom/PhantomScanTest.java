package org.nodulens.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.NoduleCrop;
import org.nodulens.nodule.NoduleCropper;

class PhantomScanTest {
  private static final PhantomOptions OPTIONS = new PhantomOptions(8, 3, 256, 360, 120, 1);

  private static PhantomStudy study(Predicate<PhantomStudy> wanted) {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(patient -> PhantomStudy.draw(OPTIONS, patient))
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static PhantomStudy scannedBy(Scanner scanner) {
    return study(s -> s.scanner() == scanner);
  }

  /** Mean and standard deviation in a square of 9 pixels' side around a place. */
  private static double[] around(PhantomStudy study, PatientPoint place) {
    VoxelIndex at = study.geometry().nearestVoxel(place);
    short[] hu = study.scan().slice(at.slice());
    int columns = study.geometry().size().columns();
    double sum = 0;
    double sum2 = 0;
    for (int j = -4; j <= 4; j++) {
      for (int i = -4; i <= 4; i++) {
        double value = hu[(at.row() + j) * columns + at.column() + i];
        sum += value;
        sum2 += value * value;
      }
    }
    double mean = sum / 81;
    return new double[] {mean, Math.sqrt(sum2 / 81 - mean * mean)};
  }

  @Test
  void tissues_have_the_hounsfield_units_they_should() {
    PhantomStudy study = scannedBy(Scanner.SOFT);
    Physique physique = study.thorax().physique();
    // In front of the chest; in the heart; in the back's muscle beside the spine.
    assertThat(around(study, new PatientPoint(-160, -160, -30))[0]).isCloseTo(-1000, within(15.0));
    PatientPoint heart = new PatientPoint(20 * physique.width(), -24 * physique.depth(), -80);
    assertThat(around(study, heart)[0])
        .isCloseTo(Math.max(46, 0.9 * physique.bloodHu()), within(25.0));
    // Half way between two vertebrae there is no transverse process.
    PatientPoint back =
        new PatientPoint(34 * physique.width(), (Cage.spineY(-77) + 33) * physique.depth(), -77);
    assertThat(around(study, back)[0]).isBetween(20.0, 90.0);
    PatientPoint vertebra = new PatientPoint(0, Cage.spineY(-46) * physique.depth(), -46);
    assertThat(around(study, vertebra)[0]).isBetween(120.0, 450.0);
  }

  @Test
  void lungs_are_at_about_minus_850() {
    PhantomStudy study = scannedBy(Scanner.SOFT);
    VolumeGeometry geometry = study.geometry();
    int slice = geometry.size().slices() / 2;
    short[] hu = study.scan().slice(slice);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < hu.length; i++) {
      int columns = geometry.size().columns();
      PatientPoint point =
          geometry.toPatient(new VoxelPoint(i % columns, Math.floorDiv(i, columns), slice));
      if (study.thorax().lungMm(point.xMm(), point.yMm(), point.zMm()) < -3) {
        sum += hu[i];
        count++;
      }
    }
    assertThat(count).isGreaterThan(5000);
    assertThat(sum / count).isBetween(-890.0, -790.0);
  }

  @Test
  void ribs_and_spine_reach_the_density_of_cortical_bone() {
    PhantomStudy study = scannedBy(Scanner.SHARP);
    short[] hu = study.scan().slice(study.geometry().size().slices() / 2);
    int dense = 0;
    for (short value : hu) {
      dense += value > 350 ? 1 : 0;
    }
    assertThat(dense).isGreaterThan(200);
  }

  @Test
  void the_two_scanners_differ_in_pixels_slices_kernel_and_noise() {
    PhantomStudy sharp = scannedBy(Scanner.SHARP);
    PhantomStudy soft = scannedBy(Scanner.SOFT);
    // 360 / 256 and 1.1 * 360 / 256 mm
    assertThat(sharp.geometry().spacing().xMm()).isCloseTo(1.4063, within(1e-9));
    assertThat(soft.geometry().spacing().xMm()).isCloseTo(1.5469, within(1e-9));
    assertThat(sharp.geometry().spacing().zMm()).isEqualTo(1.25);
    assertThat(soft.geometry().spacing().zMm()).isEqualTo(2.0);
    assertThat(sharp.scanner().kernel()).isNotEqualTo(soft.scanner().kernel());
    // 120 mm
    assertThat(sharp.geometry().size().slices()).isEqualTo(96);
    assertThat(soft.geometry().size().slices()).isEqualTo(60);
    PatientPoint heart = new PatientPoint(20, -24, -80);
    assertThat(around(sharp, heart)[1]).isGreaterThan(1.5 * around(soft, heart)[1]);
  }

  @Test
  void a_slice_is_the_same_whichever_were_computed_before() {
    PhantomStudy study = scannedBy(Scanner.SOFT);
    PhantomScan up = study.scan();
    short[] first = up.slice(10);
    up.slice(11);
    PhantomScan down = study.scan();
    down.slice(30);
    down.slice(11);
    assertThat(down.slice(10)).isEqualTo(first);
    CtVolume part = study.scan().slices(10, 2);
    assertThat(part.geometry().size()).isEqualTo(new GridSize(256, 256, 2));
    assertThat(part.slice(0)).isEqualTo(first);
  }

  @Test
  void a_solid_nodule_is_soft_tissue_and_a_ground_glass_one_is_haze() {
    for (NoduleTexture texture : NoduleTexture.values()) {
      PhantomStudy study =
          study(s -> s.nodules().get(0).location() == NoduleLocation.PARENCHYMA)
              .withNodule(
                  1,
                  f ->
                      f.withTexture(texture)
                          .withDiameterMm(18)
                          .withCalcification(Calcification.ABSENT));
      double hu = around(study, study.nodules().get(0).center())[0];
      switch (texture) {
        case SOLID -> assertThat(hu).isBetween(-60.0, 80.0);
        case PART_SOLID -> assertThat(hu).isBetween(-500.0, 80.0);
        case GROUND_GLASS -> assertThat(hu).isBetween(-700.0, -350.0);
      }
    }
  }

  @Test
  void a_calcified_nodule_is_denser_than_soft_tissue() {
    PhantomStudy study =
        study(s -> s.nodules().get(0).location() == NoduleLocation.PARENCHYMA)
            .withNodule(
                1,
                f ->
                    f.withTexture(NoduleTexture.SOLID)
                        .withDiameterMm(18)
                        .withCalcification(Calcification.SOLID));
    assertThat(around(study, study.nodules().get(0).center())[0]).isGreaterThan(200);
  }

  @Test
  void without_spicules_a_nodule_changes_at_its_margin_and_nothing_else_does() {
    PhantomStudy study = study(s -> s.nodules().get(0).features().spiculation() > 0.5);
    NoduleTruth nodule = study.nodules().get(0);
    PhantomStudy smooth = study.withNodule(1, f -> f.withSpiculation(0));
    assertThat(smooth.nodules().get(0).center()).isEqualTo(nodule.center());
    int slice = study.geometry().nearestVoxel(nodule.center()).slice();
    short[] spiky = study.scan().slice(slice);
    short[] round = smooth.scan().slice(slice);
    int columns = study.geometry().size().columns();
    int changed = 0;
    for (int i = 0; i < spiky.length; i++) {
      PatientPoint point =
          study.geometry().toPatient(new VoxelPoint(i % columns, Math.floorDiv(i, columns), slice));
      double far = point.minus(nodule.center()).lengthMm();
      if (far > 3 * nodule.features().diameterMm() + 10) {
        assertThat(spiky[i]).isEqualTo(round[i]);
      }
      changed += Math.abs(spiky[i] - round[i]) > 60 ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(5);
  }

  @Test
  void a_crop_is_cut_straight_from_a_study_with_a_feature_changed() throws IOException {
    PhantomStudy study = study(s -> s.nodules().get(0).features().spiculation() > 0.5);
    NoduleCropper cropper = new NoduleCropper(new GridSize(32, 32, 32), VoxelSpacing.isotropic(1));
    NoduleCrop spiky = cropper.crop(study.scan(), study.nodules().get(0).asNodule());
    PhantomStudy without = study.withNodule(1, f -> f.withSpiculation(0));
    NoduleCrop smooth = cropper.crop(without.scan(), without.nodules().get(0).asNodule());
    assertThat(smooth.geometry()).isEqualTo(spiky.geometry());
    assertThat(smooth.hu()).isNotEqualTo(spiky.hu());
  }

  @Test
  void options_that_make_no_chest_are_refused() {
    assertThatThrownBy(() -> new PhantomOptions(0, 1, 512, 350, 290, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 1 to 9999 patients, got 0");
    assertThatThrownBy(() -> new PhantomOptions(1, 1, 512, 100, 290, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
