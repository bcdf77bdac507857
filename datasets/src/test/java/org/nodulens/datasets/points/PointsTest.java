package org.nodulens.datasets.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.MadeUpScan;
import org.nodulens.dicom.CtSeriesWriter;

/** See {@link MadeUpScan} for the geometry: voxel (0, 0, 0) is at (-10, -20, -30) mm. */
class PointsTest {
  private static final String SERIES = "1.2.3";
  private static final CropOptions SMALL =
      new CropOptions(new GridSize(9, 9, 5), new VoxelSpacing(0.75, 0.75, 1.5));

  @TempDir private Path folder;
  private Path root;
  private Path out;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    out = folder.resolve("out");
  }

  private IngestSummary ingest(String... lines) throws IOException {
    return ingest(1, out, lines);
  }

  private IngestSummary ingest(int jobs, Path into, String... lines) throws IOException {
    Path table = Files.write(root.resolve("points.csv"), List.of(lines));
    return Ingest.withJobs(jobs)
        .write(Points.open(root, table), SMALL, into, IngestListener.SILENT);
  }

  private List<String> ledger() throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("rejected.csv"));
    return lines.subList(1, lines.size());
  }

  @Test
  void a_point_becomes_a_crop_without_mask_and_with_all_that_the_table_says() throws IOException {
    CtSeriesWriter series = MadeUpScan.writeDicom(root.resolve("a/b"), "P1", SERIES);
    IngestSummary summary =
        ingest(
            "label_size,series_uid,x_mm,y_mm,z_mm,diameter_mm,point_id,label_kind,remark",
            "large,1.2.3,-4.0,-15.5,-19.2,6.5,left 1,solid,seen",
            ",1.2.3,-4.0,-15.5,-20.9,,,\"a, b\",");
    assertThat(summary.files()).isEqualTo(new RejectCounts(11, 11, 0));
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(2, 2, 0));
    CropSet set = CropSet.open(out);
    CropRecord crop = set.records().get(0);
    assertThat(crop.sourceId()).isEqualTo("left 1");
    assertThat(crop.patientId()).isEqualTo("P1");
    assertThat(crop.seriesUid()).isEqualTo(SERIES);
    // (-19.2 + 30) / 2 = 5.4, (-20.9 + 30) / 2 = 4.55
    assertThat(crop.sopUid()).isEqualTo(series.sopUid(5));
    assertThat(set.records().get(1).sopUid()).isEqualTo(series.sopUid(5));
    assertThat(crop.center().yMm()).hasValue(-15.5);
    assertThat(crop.diameterMm()).hasValue(6.5);
    assertThat(crop.readers()).isZero();
    assertThat(crop.flags()).containsExactly("segmentation-failed", "no-nodule-at-point");
    assertThat(crop.labels()).containsEntry("size", "large").containsEntry("kind", "solid");
    assertThat(set.records().get(1).sourceId()).isEqualTo("point 2");
    assertThat(set.records().get(1).diameterMm()).isEmpty();
    assertThat(set.mask(crop)).containsOnly((byte) 0);
    assertThat(Files.readAllLines(out.resolve("manifest.csv")).get(0))
        .contains(",label_size,label_kind,");
    assertThat(Files.readString(out.resolve("cropset.json")))
        .contains("\"columns_passed_over\" : [ \"remark\" ]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan.mhd", "scan.mha", "scan.nii", "scan.nii.gz", "zlib/scan.mhd"})
  void a_volume_file_gives_the_crops_of_the_same_series_in_dicom(String name) throws IOException {
    MadeUpScan.writeDicom(root, "P1", SERIES);
    String points = ",-4.0,-15.5,-19.2\n%s,4.1,-7,-12.3";
    ingest("series_uid,x_mm,y_mm,z_mm", SERIES + points.formatted(SERIES));
    CropSet dicom = CropSet.open(out);
    root = Files.createDirectory(folder.resolve("volumes"));
    out = folder.resolve("out2");
    if (name.startsWith("zlib")) {
      Files.createDirectory(root.resolve("zlib"));
      MadeUpScan.writeDeflated(root.resolve(name));
    } else {
      MadeUpScan.write(root.resolve(name));
    }
    IngestSummary summary = ingest("series_uid,x_mm,y_mm,z_mm", "scan" + points.formatted("scan"));
    assertThat(summary.rejected()).isZero();
    CropSet volumes = CropSet.open(out);
    assertThat(volumes.records()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      CropRecord crop = volumes.records().get(i);
      CropRecord same = dicom.records().get(i);
      assertThat(crop.sha256()).isEqualTo(same.sha256());
      assertThat(crop.affine()).isEqualTo(same.affine());
      assertThat(crop.paddedFraction()).isEqualTo(same.paddedFraction());
      assertThat(crop.seriesUid()).isEqualTo("scan");
      assertThat(crop.patientId()).isEqualTo("scan");
      assertThat(crop.sopUid()).isEmpty();
      assertThat(crop.flags()).contains("segmentation-failed", "patient-unknown");
    }
  }

  @Test
  void a_place_in_voxels_is_the_same_place_in_millimetres() throws IOException {
    MadeUpScan.writeDicom(root, "P1", SERIES);
    ingest("series_uid,column,row,slice", "1.2.3,12,9,5.4");
    CropRecord voxels = CropSet.open(out).records().get(0);
    out = folder.resolve("out2");
    // -10 + 12 / 2, -20 + 9 / 2, -30 + 2 * 5.4
    ingest("series_uid,center_x_mm,center_y_mm,center_z_mm", "1.2.3,-4,-15.5,-19.2");
    assertThat(CropSet.open(out).records().get(0).sha256()).isEqualTo(voxels.sha256());
    assertThat(CropSet.open(out).records().get(0).affine()).isEqualTo(voxels.affine());
  }

  @Test
  void a_point_outside_is_a_row_of_the_ledger_that_names_the_range() throws IOException {
    MadeUpScan.writeDicom(root, "P1", SERIES);
    IngestSummary summary =
        ingest("series_uid,x_mm,y_mm,z_mm", "1.2.3,0,0,-20", "1.2.3,-10.25,-20,-31");
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(2, 1, 1));
    // 30 columns of 0.5 mm from -10.25, 28 rows of 0.5 from -20.25, 10 slices of 2 from -31
    assertThat(ledger())
        .containsExactly(
            "nodule,,1.2.3,point 1,outside-volume,\"(0.0, 0.0, -20.0) mm lies outside the volume,"
                + " which reaches x -10.3 to 4.8, y -20.3 to -6.3, z -31.0 to -11.0 mm (LPS)\"");
    assertThat(CropSet.open(out).records().get(0).cropId()).endsWith("-2");
    out = folder.resolve("out2");
    ingest("series_uid,column,row,slice", "1.2.3,1,2,9.6");
    assertThat(ledger())
        .containsExactly(
            "nodule,,1.2.3,point 1,outside-volume,\"column 1, row 2, slice 9.6 lies outside the"
                + " volume of 30 columns, 28 rows, 10 slices, each counted from 0\"");
  }

  @Test
  void every_row_and_every_series_is_kept_or_rejected() throws IOException {
    MadeUpScan.writeDicom(root.resolve("one"), "P1", SERIES);
    MadeUpScan.writeDicom(root.resolve("two"), "P2", "2.2.2");
    MadeUpScan.writeDicom(root.resolve("gap"), "P3", "3.3.3");
    Files.delete(root.resolve("gap/slice-4.dcm"));
    Path cut = MadeUpScan.write(root.resolve("cut.mhd"));
    Files.write(root.resolve("cut.raw"), new byte[100]);
    Path lost = MadeUpScan.write(root.resolve("lost.mhd"));
    Files.delete(root.resolve("lost.raw"));
    Files.writeString(root.resolve("stray.raw"), "nobody's voxels");
    IngestSummary summary =
        ingest(
            "series_uid,x_mm,y_mm,z_mm",
            "9.9.9,0,-10,-20",
            "1.2.3,0,-10,-20",
            "3.3.3,0,-10,-20",
            cut.getFileName().toString().replace(".mhd", "") + ",0,-10,-20",
            lost.getFileName().toString().replace(".mhd", "") + ",0,-10,-20");
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(5, 1, 4));
    assertThat(summary.series()).isEqualTo(new RejectCounts(4, 1, 3));
    // 29 slices, the table, cut.mhd with its .raw; neither lost.mhd nor stray.raw
    assertThat(summary.files()).isEqualTo(new RejectCounts(34, 32, 2));
    assertThat(ledger())
        .hasSize(9)
        .contains(
            "file,lost.mhd,,,bad-volume,\"lost.mhd has its voxels in lost.raw, but no such file is"
                + " beside it\"",
            "series,two,2.2.2,,no-point,no row of the table names it",
            "nodule,,9.9.9,point 1,no-such-series,its series is not here",
            "nodule,,3.3.3,point 3,series-rejected,its series was rejected",
            "nodule,,cut,point 4,series-rejected,its series could not be read",
            "nodule,,lost,point 5,series-rejected,its series was rejected");
    assertThat(ledger()).anyMatch(row -> row.startsWith("series,gap,3.3.3,,slice-gap,"));
    assertThat(ledger())
        .anyMatch(row -> row.startsWith("series,cut.mhd,cut,,bad-volume,\"cut.raw is truncated"));
    assertThat(ledger()).anyMatch(row -> row.startsWith("file,stray.raw,,,"));
    assertThat(String.join("", ledger())).doesNotContain(folder.toString());
  }

  @Test
  void volumes_of_one_name_are_told_apart_by_their_paths() throws IOException {
    MadeUpScan.write(root.resolve("P1/ct.nii.gz"));
    MadeUpScan.write(root.resolve("P2/ct.nii.gz"));
    MadeUpScan.write(root.resolve("P3/ct.mhd"));
    IngestSummary summary =
        ingest(
            "path,x_mm,y_mm,z_mm",
            "P1/ct.nii.gz,0,-10,-20",
            ".\\P2\\ct.nii.gz,0,-10,-20",
            "P3/ct.raw,0,-10,-20",
            "../root/P1/ct.nii.gz,0,-10,-20");
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(4, 3, 1));
    assertThat(CropSet.open(out).records())
        .extracting(CropRecord::seriesUid)
        .containsExactly("P1/ct", "P2/ct", "P3/ct");
    assertThat(ledger())
        .containsExactly(
            "nodule,,../root/P1/ct.nii.gz,point 4,no-such-series,its series is not here");
    out = folder.resolve("out2");
    summary = ingest("series_uid,x_mm,y_mm,z_mm", "ct,0,-10,-20", "P3/ct,0,-10,-20");
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(ledger())
        .containsExactly(
            "series,P1/ct.nii.gz,P1/ct,,several-volumes,other volumes go by its name as well",
            "series,P2/ct.nii.gz,P2/ct,,several-volumes,other volumes go by its name as well",
            "nodule,,ct,point 1,several-volumes,3 volumes go by this name");
  }

  @Test
  void the_patient_is_the_tables_else_the_series_own_else_the_series() throws IOException {
    MadeUpScan.writeDicom(root.resolve("a"), "P1", "1.1");
    MadeUpScan.writeDicom(root.resolve("b"), "P2", "2.2");
    MadeUpScan.writeDicom(root.resolve("c"), "", "3.3");
    MadeUpScan.write(root.resolve("scan.mha"));
    ingest(
        "series_uid,patient_id,x_mm,y_mm,z_mm",
        "1.1,,0,-10,-20",
        "2.2,P7,0,-10,-20",
        "3.3,,0,-10,-20",
        "scan,,0,-10,-20",
        "scan,P9,0,-11,-20");
    assertThat(CropSet.open(out).records())
        .extracting(crop -> crop.patientId() + " " + String.join(" ", crop.flags()))
        .containsExactly(
            "P1 segmentation-failed leaks-to-wall",
            "P7 segmentation-failed leaks-to-wall patient-id-differs",
            "3.3 segmentation-failed leaks-to-wall patient-unknown",
            "P9 segmentation-failed leaks-to-wall",
            "P9 segmentation-failed leaks-to-wall");
  }

  @Test
  void many_points_of_a_series_are_several_tasks_and_one_series() throws IOException {
    MadeUpScan.write(root.resolve("scan.mha"));
    int points = 2 * PointTask.MOST_ROWS + 1;
    String[] lines = new String[points + 1];
    lines[0] = "series_uid,column,row,slice";
    for (int i = 1; i <= points; i++) {
      lines[i] = "scan," + i % 30 + "," + i % 28 + "," + i % 11; // slice 10 is outside
    }
    IngestSummary summary = ingest(lines);
    long outside = points / 11;
    assertThat(summary.series()).isEqualTo(new RejectCounts(1, 1, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(points, points - outside, outside));
    List<CropRecord> crops = CropSet.open(out).records();
    assertThat(crops.get(crops.size() - 1).cropId()).endsWith("-" + points);
    Path parallel = folder.resolve("parallel");
    ingest(3, parallel, lines);
    for (String file : List.of("cropset.json", "manifest.csv", "rejected.csv", "crops-00000.npy")) {
      assertThat(parallel.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void a_slice_that_cannot_be_read_fails_all_tasks_of_its_series() throws IOException {
    MadeUpScan.writeDicom(root.resolve("a"), "P1", SERIES);
    MadeUpScan.writeDicom(root.resolve("b"), "P2", "2.2.2");
    int points = PointTask.MOST_ROWS + 20;
    String[] lines = new String[points + 2];
    lines[0] = "series_uid,column,row,slice";
    lines[1] = "2.2.2,1,1,1";
    for (int i = 2; i <= points + 1; i++) {
      lines[i] = "1.2.3,1,1," + (i < 110 ? 0 : 9);
    }
    Path table = Files.write(root.resolve("points.csv"), List.of(lines));
    Points dataset = Points.open(root, table);
    Path slice = root.resolve("a/slice-9.dcm");
    // the header is whole; half of the pixels are gone by the time that they are read
    IngestSummary summary =
        Ingest.withJobs(1)
            .write(
                dataset,
                SMALL,
                out,
                new IngestListener() {
                  @Override
                  public void surveyed(int series) {
                    assertThat(series).isEqualTo(2);
                    truncate(slice);
                  }

                  @Override
                  public void finished(String seriesUid) {}
                });
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(points + 1, 1, points));
    assertThat(summary.rejectedByCode()).containsEntry("series-rejected", (long) points);
  }

  @Test
  void a_run_that_broke_off_within_a_series_goes_on_to_the_same_bytes() throws IOException {
    MadeUpScan.write(root.resolve("scan.mha"));
    String[] lines = new String[2 * PointTask.MOST_ROWS + 2];
    lines[0] = "series_uid,column,row,slice";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = "scan," + i % 30 + "," + i % 28 + "," + i % 11;
    }
    ingest(1, out, lines);
    Path broken = folder.resolve("broken");
    IngestListener breaking =
        new IngestListener() {
          @Override
          public void surveyed(int series) {}

          @Override
          public void finished(String seriesUid) {
            throw new IllegalStateException("behind the first hundred rows");
          }
        };
    Points dataset = Points.open(root);
    assertThatThrownBy(() -> Ingest.run(dataset, SMALL, broken, breaking))
        .hasMessage("behind the first hundred rows");
    assertThat(CropSet.open(broken).records()).hasSizeBetween(80, PointTask.MOST_ROWS);
    ingest(1, broken, lines);
    for (String file : List.of("cropset.json", "manifest.csv", "rejected.csv", "crops-00000.npy")) {
      assertThat(broken.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  private static void truncate(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 500));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
