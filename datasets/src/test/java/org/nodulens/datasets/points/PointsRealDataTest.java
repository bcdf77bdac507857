package org.nodulens.datasets.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.MadeUpScan;
import org.nodulens.datasets.RealData;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;

/** Two real series as DICOM, and as the volumes that they become. */
class PointsRealDataTest {
  private static final CropOptions CROPS =
      new CropOptions(new GridSize(24, 24, 8), new VoxelSpacing(2, 2, 4));

  @TempDir private Path folder;

  @Test
  void real_series_give_the_same_crops_as_dicom_and_as_volume_files() throws IOException {
    Path dicom = RealData.folder("lung-pet-ct-dx");
    Path volumes = Files.createDirectory(folder.resolve("volumes"));
    List<CtSeries> series = CtSeriesScanner.scan(dicom).series();
    assertThat(series).hasSize(2);
    StringBuilder table = new StringBuilder("series_uid,patient_id,column,row,slice\n");
    for (CtSeries one : series) {
      // 64 and 30 slices of 512 x 512; the second point lies within the last slice's half voxel
      table.append(one.uid()).append(",same,200,250.5,11.25\n");
      table.append(one.uid()).append(",same,3,4,").append(one.slices().size() - 0.75).append('\n');
      table.append(one.uid()).append(",same,512,4,0\n");
    }
    MadeUpScan.writeDeflated(volumes.resolve(series.get(0).uid() + ".mhd"), read(series.get(0)));
    MadeUpScan.write(volumes.resolve(series.get(1).uid() + ".nii.gz"), read(series.get(1)));
    Path points = Files.writeString(folder.resolve("points.csv"), table);
    CropSet one = ingest(dicom, points);
    CropSet other = ingest(volumes, points);
    for (int i = 0; i < 4; i++) {
      CropRecord crop = one.records().get(i);
      CropRecord same = other.records().get(i);
      assertThat(same.cropId()).isEqualTo(crop.cropId());
      assertThat(same.paddedFraction()).isEqualTo(crop.paddedFraction());
      // NIfTI's affine is float32: 300 mm * 2^-24
      assertThat(same.center().xMm().orElseThrow())
          .isCloseTo(crop.center().xMm().orElseThrow(), within(1e-4));
      requireSameHu(one.volume(crop), other.volume(same));
    }
  }

  private static CtVolume read(CtSeries series) throws IOException {
    return CtSeriesReader.of(series).read();
  }

  private CropSet ingest(Path root, Path points) throws IOException {
    Path out = folder.resolve("crops-" + root.getFileName());
    IngestSummary summary =
        Ingest.run(Points.open(root, points), CROPS, out, IngestListener.SILENT);
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(summary.nodules().kept()).isEqualTo(4);
    assertThat(summary.rejectedByCode()).containsEntry("outside-volume", 2L);
    return CropSet.open(out);
  }

  /** A place that is 1e-5 mm off may be rounded to the next HU. */
  private static void requireSameHu(CtVolume one, CtVolume other) {
    for (int k = 0; k < one.geometry().size().slices(); k++) {
      for (int at = 0; at < one.slice(k).length; at++) {
        int hu = one.slice(k)[at];
        assertThat((int) other.slice(k)[at]).isBetween(hu - 1, hu + 1);
      }
    }
  }
}
