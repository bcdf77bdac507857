package org.nodulens.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.nodule.ContourFill;
import org.nodulens.nodule.PixelContour;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;

class PhantomReadersTest {
  private static final PhantomOptions OPTIONS = PhantomOptions.DEMO.withSeed(11);

  private static List<PhantomStudy> studies(int count) {
    List<PhantomStudy> studies = new ArrayList<>();
    for (int patient = 1; patient <= count; patient++) {
      studies.add(PhantomStudy.draw(OPTIONS, patient));
    }
    return studies;
  }

  @Test
  void diameter_alone_tells_malignancy_with_an_auc_between_070_and_085() {
    for (long seed = 1; seed <= 3; seed++) {
      List<NoduleDraw.Drawn> drawn = new ArrayList<>();
      for (int patient = 1; patient <= 150; patient++) {
        drawn.addAll(NoduleDraw.ofPatient(PhantomOptions.DEMO.withSeed(seed).seedOf(patient)));
      }
      assertThat(drawn).hasSizeGreaterThan(400);
      assertThat(auc(drawn, nodule -> nodule.features().diameterMm())).isBetween(0.70, 0.85);
      // Who sees the true features is nearly always right.
      assertThat(auc(drawn, nodule -> Malignancy.probability(nodule.features())))
          .isGreaterThan(0.95);
      assertThat(drawn.stream().filter(NoduleDraw.Drawn::malignant).count())
          .isBetween(drawn.size() / 5L, drawn.size() / 2L);
    }
  }

  /** The share of pairs, one malignant and one not, that the score puts in order. */
  private static double auc(
      List<NoduleDraw.Drawn> drawn, java.util.function.ToDoubleFunction<NoduleDraw.Drawn> score) {
    double right = 0;
    double pairs = 0;
    for (NoduleDraw.Drawn one : drawn) {
      for (NoduleDraw.Drawn other : drawn) {
        if (one.malignant() && !other.malignant()) {
          pairs++;
          right += 0.5 * (1 + Math.signum(score.applyAsDouble(one) - score.applyAsDouble(other)));
        }
      }
    }
    return right / pairs;
  }

  @Test
  void nodules_are_4_to_30_mm_of_every_kind_and_2_to_5_a_patient() {
    List<NoduleFeatures> all = new ArrayList<>();
    for (int patient = 1; patient <= 200; patient++) {
      List<NoduleDraw.Drawn> drawn = NoduleDraw.ofPatient(OPTIONS.seedOf(patient));
      assertThat(drawn).hasSizeBetween(2, 5);
      drawn.forEach(nodule -> all.add(nodule.features()));
    }
    assertThat(all).allMatch(f -> f.diameterMm() >= 4 && f.diameterMm() <= 30);
    assertThat(all).extracting(NoduleFeatures::texture).contains(NoduleTexture.values());
    assertThat(all).extracting(NoduleFeatures::calcification).contains(Calcification.values());
    assertThat(all).anyMatch(f -> f.spiculation() == 0).anyMatch(f -> f.spiculation() > 0.8);
    assertThat(all).anyMatch(f -> f.lobulation() == 0).anyMatch(f -> f.lobulation() > 0.8);
  }

  @Test
  void nodules_lie_in_the_lung_and_apart() {
    for (PhantomStudy study : studies(15)) {
      for (NoduleTruth nodule : study.nodules()) {
        PatientPoint at = nodule.center();
        assertThat(study.geometry().contains(at)).isTrue();
        assertThat(study.thorax().lungMm(at.xMm(), at.yMm(), at.zMm())).isLessThan(0);
        for (NoduleTruth other : study.nodules()) {
          if (other.number() != nodule.number()) {
            double radii = (nodule.features().diameterMm() + other.features().diameterMm()) / 2;
            assertThat(at.minus(other.center()).lengthMm()).isGreaterThan(radii);
          }
        }
      }
    }
  }

  @Test
  void readers_disagree_as_lidcs_do_but_they_look_at_the_same_nodule() {
    int pairs = 0;
    int equal = 0;
    int near = 0;
    List<int[]> readings = new ArrayList<>();
    ReaderPanel panel = ReaderPanel.of(OPTIONS);
    for (PhantomStudy study : studies(40)) {
      List<Reading> all = panel.read(study);
      for (Reading one : all) {
        for (Reading other : all) {
          if (one.nodule() == other.nodule() && one.reader() < other.reader()) {
            int a = one.ratings().getOrDefault(Rating.MALIGNANCY, 0);
            int b = other.ratings().getOrDefault(Rating.MALIGNANCY, 0);
            pairs++;
            equal += a == b ? 1 : 0;
            near += Math.abs(a - b) <= 1 ? 1 : 0;
            readings.add(new int[] {a, b});
          }
        }
      }
    }
    // LIDC-IDRI's nodules: 38 % of pairs are equal, 79 % at most one step apart.
    assertThat((double) equal / pairs).isBetween(0.32, 0.5);
    assertThat((double) near / pairs).isBetween(0.75, 0.93);
    assertThat(correlation(readings)).isBetween(0.45, 0.85);
  }

  private static double correlation(List<int[]> pairs) {
    double n = pairs.size();
    double a = pairs.stream().mapToInt(p -> p[0]).sum() / n;
    double b = pairs.stream().mapToInt(p -> p[1]).sum() / n;
    double ab = pairs.stream().mapToDouble(p -> (p[0] - a) * (p[1] - b)).sum();
    double aa = pairs.stream().mapToDouble(p -> (p[0] - a) * (p[0] - a)).sum();
    double bb = pairs.stream().mapToDouble(p -> (p[1] - b) * (p[1] - b)).sum();
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void some_nodules_are_overlooked_by_some_readers_and_none_by_all() {
    ReaderPanel panel = ReaderPanel.of(OPTIONS);
    int fewer = 0;
    for (PhantomStudy study : studies(20)) {
      List<Reading> readings = panel.read(study);
      for (NoduleTruth nodule : study.nodules()) {
        long readers = readings.stream().filter(r -> r.nodule() == nodule.number()).count();
        assertThat(readers).isBetween(1L, 4L);
        fewer += readers < 4 ? 1 : 0;
      }
      assertThat(readings)
          .allSatisfy(
              reading ->
                  reading
                      .ratings()
                      .forEach((rating, given) -> assertThat(rating.isOnScale(given)).isTrue()));
    }
    assertThat(fewer).isPositive();
  }

  @Test
  void contours_are_closed_lines_of_neighbours() {
    PhantomStudy study = studies(1).get(0);
    for (Reading reading : ReaderPanel.of(OPTIONS).read(study)) {
      assertThat(reading.contours()).isNotEmpty();
      for (List<PixelPoint> contour : reading.contours().values()) {
        assertThat(contour.get(contour.size() - 1)).isEqualTo(contour.get(0));
        for (int i = 1; i < contour.size(); i++) {
          int columns = Math.abs(contour.get(i).column() - contour.get(i - 1).column());
          int rows = Math.abs(contour.get(i).row() - contour.get(i - 1).row());
          assertThat(Math.max(columns, rows)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void contours_run_just_outside_what_the_reader_saw() {
    // 4 x 3 pixels and one beside them
    boolean[] pixels = new boolean[100];
    for (int row = 3; row < 6; row++) {
      for (int column = 3; column < 7; column++) {
        pixels[10 * row + column] = true;
      }
    }
    pixels[10 * 4 + 7] = true;
    List<PixelPoint> contour = ContourTrace.around(pixels, 10).orElseThrow();
    assertThat(contour).noneMatch(point -> pixels[10 * point.row() + point.column()]);
    boolean[] inside = new ContourFill(10, 10).fill(List.of(new PixelContour(contour, true)));
    assertThat(inside).isEqualTo(pixels);
  }

  @Test
  void a_single_pixel_is_drawn_around_by_its_four_neighbours() {
    boolean[] pixels = new boolean[49];
    pixels[7 * 3 + 3] = true;
    assertThat(ContourTrace.around(pixels, 7).orElseThrow())
        .containsExactly(
            new PixelPoint(3, 2),
            new PixelPoint(4, 3),
            new PixelPoint(3, 4),
            new PixelPoint(2, 3),
            new PixelPoint(3, 2));
    assertThat(ContourTrace.around(new boolean[49], 7)).isEmpty();
  }

  @Test
  void what_contours_hold_is_nearly_the_true_nodule_and_differs_between_readers() {
    int different = 0;
    for (PhantomStudy study : studies(4)) {
      List<Reading> readings = ReaderPanel.of(OPTIONS).read(study);
      for (Reading reading : readings) {
        NoduleTruth nodule = study.nodules().get(reading.nodule() - 1);
        assertThat(dice(study, nodule, reading.contours())).isGreaterThan(0.5);
      }
      different +=
          (int) readings.stream().map(Reading::contours).distinct().count() == readings.size()
              ? 1
              : 0;
    }
    assertThat(different).isEqualTo(4);
  }

  /** Overlap of the contours' strict interiors with the true mask: 1 if they are the same. */
  private static double dice(
      PhantomStudy study, NoduleTruth nodule, Map<Integer, List<PixelPoint>> contours) {
    GridSize size = study.geometry().size();
    ContourFill fill = new ContourFill(size.columns(), size.rows());
    NoduleExtent extent = new NoduleExtent(nodule, study.thorax());
    int both = 0;
    int sum = 0;
    for (int k = 0; k < size.slices(); k++) {
      double z = study.geometry().toPatient(new VoxelPoint(0, 0, k)).zMm();
      List<PixelPoint> contour = contours.get(k);
      if (contour == null && Math.abs(z - nodule.center().zMm()) > extent.reachMm()) {
        continue;
      }
      boolean[] inside =
          contour == null
              ? new boolean[size.pixelsPerSlice()]
              : fill.fill(List.of(new PixelContour(contour, true)));
      for (int i = 0; i < inside.length; i++) {
        PatientPoint point =
            study
                .geometry()
                .toPatient(new VoxelPoint(i % size.columns(), Math.floorDiv(i, size.columns()), k));
        boolean truth =
            point.minus(nodule.center()).lengthMm() < extent.reachMm()
                && extent.distanceMm(point) < 0;
        both += truth && inside[i] ? 1 : 0;
        sum += (truth ? 1 : 0) + (inside[i] ? 1 : 0);
      }
    }
    return 2.0 * both / sum;
  }
}
