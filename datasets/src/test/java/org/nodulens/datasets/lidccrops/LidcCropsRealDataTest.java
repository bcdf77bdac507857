package org.nodulens.datasets.lidccrops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.RealData;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.NpyFile;

/** All 2,198 nodules of LIDC-IDRI's crops (CC BY 3.0). */
class LidcCropsRealDataTest {
  private static final int NODULES = 2198;

  @TempDir private Path temporary;

  @Test
  void every_nodule_becomes_a_crop_with_the_sources_own_pixels() throws IOException {
    Path root = RealData.folder("lidc-crops");
    Path out = temporary.resolve("set");
    IngestSummary summary =
        Ingest.run(LidcCrops.open(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(NODULES, NODULES, 0));

    CropSet set = CropSet.open(out);
    NpyFile source = NpyFile.open(root.resolve("crops.npy"));
    Set<String> patients = new HashSet<>();
    double[] diameterRatios = new double[NODULES];
    Map<String, Integer> indexOf = indexOf(root.resolve("nodules.csv"));
    for (int i = 0; i < NODULES; i++) {
      CropRecord crop = set.records().get(i);
      patients.add(crop.patientId());
      int index = indexOf.getOrDefault(crop.sourceId(), -1);
      assertSamePixels(source.row(index), set.volume(crop).slice(0));
      diameterRatios[i] = maskDiameterMm(set, crop) / crop.diameterMm().orElseThrow();
    }
    assertThat(patients).hasSize(704);
    assertPlausible(diameterRatios);
    assertFirstRow(set.records().get(0));
    long unverified =
        set.records().stream().filter(r -> r.flags().contains("geometry-not-verified")).count();
    assertThat(unverified).isEqualTo(205);
    // One reading of the source, an internal structure of 5, lies outside its scale.
    long offScale =
        set.records().stream().filter(r -> r.flags().contains("rating-off-scale")).count();
    assertThat(offScale).isEqualTo(1);
  }

  private static Map<String, Integer> indexOf(Path nodules) throws IOException {
    Map<String, Integer> indexOf = new HashMap<>();
    List<String> lines = Files.readAllLines(nodules);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", 3);
      indexOf.put(cells[1], Integer.valueOf(cells[0]));
    }
    return indexOf;
  }

  private static void assertSamePixels(ByteBuffer source, short[] hu) {
    short[] expected = new short[hu.length];
    source.asShortBuffer().get(expected);
    for (int at = 0; at < expected.length; at++) {
      expected[at] = (short) Math.max(-1024, Math.min(3071, expected[at]));
    }
    assertThat(hu).isEqualTo(expected);
  }

  /** Diameter of a disc of the area that at least half of the drawing readers hold. */
  private static double maskDiameterMm(CropSet set, CropRecord crop) throws IOException {
    byte[] mask = set.mask(crop);
    int most = 0;
    for (byte readers : mask) {
      most = Math.max(most, readers);
    }
    int pixels = 0;
    for (byte readers : mask) {
      pixels += readers > 0 && 2 * readers >= most ? 1 : 0;
    }
    double spacingMm = crop.spacing().xMm().orElseThrow();
    return 2 * Math.sqrt(pixels * spacingMm * spacingMm / Math.PI);
  }

  /**
   * The source's diameter counts the contour's own pixels, which are not part of the nodule: the
   * consensus is about two pixels narrower.
   */
  private static void assertPlausible(double[] ratios) {
    Arrays.sort(ratios);
    assertThat(ratios[NODULES / 20]).isGreaterThan(0.6);
    assertThat(ratios[NODULES / 2]).isBetween(0.75, 0.85);
    assertThat(ratios[NODULES * 19 / 20]).isLessThan(1);
  }

  @Test
  void the_interior_and_the_contour_together_have_the_area_that_the_source_measured()
      throws IOException {
    Path root = RealData.folder("lidc-crops");
    Path out = temporary.resolve("set");
    Ingest.run(LidcCrops.open(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    CropSet set = CropSet.open(out);
    Map<String, Integer> contourPixels = contourPixelsOfNodulesWithOneContour(root);
    Map<String, Integer> indexOf = indexOf(root.resolve("nodules.csv"));
    int checked = 0;
    for (CropRecord crop : set.records()) {
      Integer line = contourPixels.get(indexOf.getOrDefault(crop.sourceId(), -1).toString());
      if (line != null) {
        int interior = 0;
        for (byte readers : set.mask(crop)) {
          interior += readers;
        }
        double pixelMm = crop.spacing().xMm().orElseThrow();
        double discMm2 = Math.PI / 4 * Math.pow(crop.diameterMm().orElseThrow(), 2);
        // The diameter is given to 0.001 mm.
        assertThat(interior + line)
            .as(crop.cropId())
            .isEqualTo((int) Math.round(discMm2 / (pixelMm * pixelMm)));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(500);
  }

  private static Map<String, Integer> contourPixelsOfNodulesWithOneContour(Path root)
      throws IOException {
    Map<String, Integer> pixels = new HashMap<>();
    Set<String> several = new HashSet<>();
    List<String> lines = Files.readAllLines(root.resolve("contours.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", 4);
      int points = Set.copyOf(List.of(cells[3].split(";"))).size();
      if (pixels.put(cells[0], points) != null) {
        several.add(cells[0]);
      }
    }
    pixels.keySet().removeAll(several);
    return pixels;
  }

  private static void assertFirstRow(CropRecord crop) {
    assertThat(crop.cropId()).isEqualTo("lidc-crops-1");
    assertThat(crop.sourceId()).isEqualTo("1");
    assertThat(crop.center().zMm()).hasValue(-117.5);
    assertThat(crop.center().xMm()).isEmpty();
    assertThat(crop.spacing().xMm()).hasValue(0.703125);
    assertThat(crop.spacing().zMm()).isEmpty();
    assertThat(crop.affine()).isEmpty();
    assertThat(crop.readings(Rating.MALIGNANCY).values()).containsExactly(5, 5, 5, 4);
    assertThat(crop.readings(Rating.LOBULATION).values()).containsExactly(3, 5, 3, 1);
  }
}
