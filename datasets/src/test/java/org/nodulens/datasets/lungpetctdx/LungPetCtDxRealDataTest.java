package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropExtent;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.Pseudonyms;
import org.nodulens.datasets.RealData;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.nodule.GridSpacing;

/** Two series of Lung-PET-CT-Dx (CC BY 4.0): Philips, implicit VR; Siemens, explicit VR. */
class LungPetCtDxRealDataTest {
  @TempDir private Path temporary;

  @Test
  void every_box_ends_in_a_crop_and_every_file_is_accounted_for() throws IOException {
    Path root = RealData.folder("lung-pet-ct-dx");
    Path out = temporary.resolve("set");
    IngestSummary summary =
        Ingest.run(LungPetCtDx.of(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    // 64 + 30 slices, 21 annotations; the licence's text is no DICOM file.
    assertThat(summary.files()).isEqualTo(new RejectCounts(116, 115, 1));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(Files.readAllLines(out.resolve("rejected.csv")).get(1))
        .startsWith("file,LICENSE,,,not-dicom,");

    CropSet set = CropSet.open(out);
    for (CropRecord crop : set.records()) {
      assertThat(crop.labels()).containsEntry("histology", "adenocarcinoma");
      assertThat(crop.flags())
          .containsExactly("mask-from-box", "diameter-from-box", "larger-than-crop");
      assertThat(crop.readers()).isEqualTo(1);
      assertThat(set.volume(crop).geometry().spacing()).isEqualTo(VoxelSpacing.isotropic(0.75));
      assertThat(crop.center().point().orElseThrow().minus(set.center(crop)).lengthMm())
          .isCloseTo(0, within(1e-9));
      assertThat(meanHuInMask(set, crop)).isBetween(-300.0, 100.0);
    }
  }

  @Test
  void the_scanner_is_named_in_words_of_a_vocabulary_and_keeps_its_name_beside_pseudonyms()
      throws IOException {
    Path out = temporary.resolve("unnamed");
    Ingest.withJobs(1)
        .with(Pseudonyms.by("sixteen bytes or more".getBytes(StandardCharsets.UTF_8)))
        .write(
            LungPetCtDx.of(RealData.folder("lung-pet-ct-dx")),
            CropOptions.DEFAULT,
            out,
            IngestListener.SILENT);
    assertThat(CropSet.open(out).records().stream().map(crop -> crop.labels().get("scanner")))
        .containsExactlyInAnyOrder("SIEMENS SENSATION 10", "PHILIPS BRILLIANCE 16");
  }

  @Test
  void native_crops_keep_the_series_own_spacing() throws IOException {
    LungPetCtDx dataset = LungPetCtDx.of(RealData.folder("lung-pet-ct-dx"));
    CropOptions options =
        new CropOptions(
            new CropExtent.Voxels(new GridSize(64, 64, 8)),
            new GridSpacing.Native(),
            Interpolation.CUBIC);
    Path out = temporary.resolve("native");
    Ingest.run(dataset, options, out, IngestListener.SILENT);
    CropSet set = CropSet.open(out);
    assertThat(set.header().spacing()).isEmpty();
    // Siemens, slices 8 mm apart, and Philips, 5 mm
    assertThat(set.records().stream().map(crop -> crop.spacing().zMm().orElseThrow()))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b))
        .containsExactlyInAnyOrder(5.0, 8.0);
    for (CropRecord crop : set.records()) {
      assertThat(set.center(crop).minus(crop.center().point().orElseThrow()).lengthMm())
          .isCloseTo(0, within(1e-9));
      assertThat(meanHuInMask(set, crop)).isBetween(-300.0, 100.0);
    }
  }

  @Test
  void air_lung_and_muscle_have_the_hu_that_they_should() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(RealData.folder("lung-pet-ct-dx"));
    assertThat(scan.series()).hasSize(2);
    for (CtSeries series : scan.series()) {
      CtVolume volume = CtSeriesReader.of(series).read();
      Histogram histogram = Histogram.of(volume);
      // Eight-millimetre and noisy slices: peaks are broad, and one lung is emphysematous.
      assertThat(histogram.peak(-1024, -950)).as("air").isCloseTo(-1000, within(30));
      assertThat(Histogram.ofMiddle(volume).peak(-960, -600))
          .as("lung")
          .isCloseTo(-850, within(70));
      assertThat(histogram.peak(0, 120)).as("muscle").isCloseTo(50, within(25));
    }
  }

  @Test
  void a_few_slices_are_read_as_they_are_in_the_whole() throws IOException {
    CtSeries series = CtSeriesScanner.scan(RealData.folder("lung-pet-ct-dx")).series().get(0);
    CtSeriesReader reader = CtSeriesReader.of(series);
    CtVolume part = reader.slices(5, 2);
    CtVolume whole = reader.read();
    assertThat(part.slice(1)).isEqualTo(whole.slice(6));
    VoxelIndex voxel = new VoxelIndex(100, 200, 1);
    assertThat(part.hu(voxel)).isEqualTo(whole.hu(new VoxelIndex(100, 200, 6)));
    assertThat(part.geometry().origin().minus(whole.geometry().origin()).lengthMm())
        .isCloseTo(5 * whole.geometry().spacing().zMm(), within(1e-9));
  }

  private static double meanHuInMask(CropSet set, CropRecord crop) throws IOException {
    byte[] mask = set.mask(crop);
    CtVolume volume = set.volume(crop);
    int pixels = volume.geometry().size().pixelsPerSlice();
    double sum = 0;
    int count = 0;
    for (int at = 0; at < mask.length; at++) {
      if (mask[at] > 0) {
        sum += volume.slice(at / pixels)[at % pixels];
        count++;
      }
    }
    return sum / count;
  }

  /** Counts of HU. */
  private static final class Histogram {
    private final long[] counts;

    private Histogram(long[] counts) {
      this.counts = counts;
    }

    static Histogram of(CtVolume volume) {
      return of(volume, 0, volume.geometry().size().rows());
    }

    /** Of the columns and rows in which there is more lung than air. */
    static Histogram ofMiddle(CtVolume volume) {
      return of(volume, 180, 330);
    }

    private static Histogram of(CtVolume volume, int first, int end) {
      long[] counts = new long[1 << 16];
      int columns = volume.geometry().size().columns();
      for (int k = 0; k < volume.geometry().size().slices(); k++) {
        for (int row = first; row < end; row++) {
          int margin = first == 0 ? 0 : 100;
          for (int column = margin; column < columns - margin; column++) {
            counts[volume.slice(k)[row * columns + column] + 32768]++;
          }
        }
      }
      return new Histogram(counts);
    }

    /** The commonest HU of a range, smoothed over 21 HU. */
    int peak(int lowest, int highest) {
      int best = lowest;
      long most = -1;
      for (int hu = lowest; hu <= highest; hu++) {
        long around = 0;
        for (int near = hu - 10; near <= hu + 10; near++) {
          around += counts[near + 32768];
        }
        if (around > most) {
          most = around;
          best = hu;
        }
      }
      return best;
    }
  }
}
