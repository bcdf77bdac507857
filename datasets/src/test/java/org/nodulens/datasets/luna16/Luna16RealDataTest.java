package org.nodulens.datasets.luna16;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.MadeUpScan;
import org.nodulens.datasets.RealData;

/** The challenge's own annotations; its scans are not in the real-data folder. */
class Luna16RealDataTest {
  @TempDir private Path folder;

  @Test
  void every_annotation_is_a_crop_of_its_scan_or_a_row_of_the_ledger() throws IOException {
    Path real = RealData.folder("luna16").resolve("annotations.csv");
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.copy(real, root.resolve("annotations.csv"));
    // A made-up scan under a real UID, large enough for both of its nodules: the file's first rows
    // are (-128.70, -175.32, -298.39), 5.65 mm, and (103.78, -211.93, -227.12), 4.22 mm.
    String uid = "1.3.6.1.4.1.14519.5.2.1.6279.6001.100225287222365663678666836860";
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(60, 30, 30),
            new PatientPoint(-150, -250, -320),
            VoxelAxes.alongPatient(new VoxelSpacing(5, 5, 4)));
    MadeUpScan.write(root.resolve("subset0/" + uid + ".mhd"), MadeUpScan.volume(geometry));
    Path out = folder.resolve("out");
    IngestSummary summary =
        Ingest.run(
            Luna16.open(root, Luna16Options.DEFAULT),
            CropOptions.DEFAULT,
            out,
            IngestListener.SILENT);
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(1186, 2, 1184));
    assertThat(summary.rejectedByCode()).containsEntry("no-such-series", 1184L);
    List<CropRecord> crops = CropSet.open(out).records();
    assertThat(crops)
        .extracting(CropRecord::sourceId)
        .containsExactly("annotation 1", "annotation 2");
    assertThat(crops.get(0).center().xMm()).hasValue(-128.6994211);
    assertThat(crops.get(1).diameterMm()).hasValue(4.224708481);
  }
}
