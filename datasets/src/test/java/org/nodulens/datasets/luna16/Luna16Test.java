package org.nodulens.datasets.luna16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.MadeUpScan;
import org.nodulens.volumeio.FormatException;

/** See {@link MadeUpScan} for the geometry: from (-10.25, -20.25, -31) mm, 15 x 14 x 20 mm. */
class Luna16Test {
  private static final String HEADER = "seriesuid,coordX,coordY,coordZ,";

  @TempDir private Path folder;
  private Path root;
  private Path out;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("luna16"));
    out = folder.resolve("out");
    Files.createDirectory(root.resolve("subset0"));
    MadeUpScan.write(root.resolve("subset0/1.1.mhd"));
    Files.createDirectory(root.resolve("subset1"));
    MadeUpScan.writeDeflated(root.resolve("subset1/2.2.mhd"));
    write(
        "annotations.csv",
        HEADER + "diameter_mm",
        "2.2,-4,-15.5,-19.2,6.25",
        "9.9,0,-10,-20,3.5",
        "2.2,0,-10,40,3.5",
        "2.2,0,-10,-20,15.5");
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(root.resolve(name), List.of(lines));
  }

  private IngestSummary ingest(Luna16Options options) throws IOException {
    return Ingest.run(Luna16.open(root, options), CropOptions.DEFAULT, out, IngestListener.SILENT);
  }

  private List<String> ledger() throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("rejected.csv"));
    return lines.subList(1, lines.size());
  }

  @Test
  void annotations_become_crops_and_scans_without_one_are_kept() throws IOException {
    IngestSummary summary = ingest(Luna16Options.DEFAULT);
    assertThat(summary.files()).isEqualTo(new RejectCounts(5, 5, 0));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(4, 2, 2));
    CropSet set = CropSet.open(out);
    CropRecord crop = set.records().get(0);
    assertThat(crop.sourceId()).isEqualTo("annotation 1");
    assertThat(crop.seriesUid()).isEqualTo("2.2");
    assertThat(crop.patientId()).isEqualTo("2.2");
    assertThat(crop.diameterMm()).hasValue(6.25);
    assertThat(crop.labels()).isEmpty();
    assertThat(crop.readers()).isZero();
    assertThat(crop.flags())
        .containsExactly("segmentation-failed", "no-nodule-at-point", "patient-unknown");
    assertThat(set.records().get(1).sourceId()).isEqualTo("annotation 4");
    assertThat(ledger())
        .containsExactly(
            "nodule,,2.2,annotation 3,outside-volume,\"(0.0, -10.0, 40.0) mm lies outside the"
                + " volume, which reaches x -10.3 to 4.8, y -20.3 to -6.3, z -31.0 to -11.0 mm"
                + " (LPS)\"",
            "nodule,,9.9,annotation 2,no-such-series,its series is not here");
  }

  @Test
  void candidates_are_more_nodules_with_their_class_and_annotations_stay_what_they_are()
      throws IOException {
    ingest(Luna16Options.DEFAULT);
    List<CropRecord> alone = CropSet.open(out).records();
    write("candidates_V2.csv", HEADER + "class", "2.2,-4,-15.5,-19,1", "1.1,0,-10,-20,0");
    write("candidates.csv", HEADER + "class", "1.1,1,-10,-20,0");
    out = folder.resolve("out2");
    IngestSummary summary = ingest(Luna16Options.DEFAULT.withCandidates());
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(6, 4, 2));
    assertThat(summary.files()).isEqualTo(new RejectCounts(7, 6, 1));
    assertThat(ledger())
        .contains("file,candidates.csv,,,not-used,candidates that were not asked for");
    List<CropRecord> crops = CropSet.open(out).records();
    assertThat(crops)
        .extracting(crop -> crop.sourceId() + " " + crop.labels())
        .containsExactly(
            "candidate 2 {nodule=0}",
            "annotation 1 {}",
            "annotation 4 {}",
            "candidate 1 {nodule=1}");
    assertThat(crops.get(1).cropId()).isEqualTo(alone.get(0).cropId());
    assertThat(crops.get(1).sha256()).isEqualTo(alone.get(0).sha256());
    assertThat(crops.get(3).diameterMm()).isEmpty();
  }

  @Test
  void candidates_that_are_not_asked_for_stay_away() throws IOException {
    write("candidates.csv", "no such table");
    assertThat(ingest(Luna16Options.DEFAULT).nodules().in()).isEqualTo(4);
    assertThat(Files.readString(out.resolve("manifest.csv"))).doesNotContain("label_nodule");
    Files.delete(root.resolve("candidates.csv"));
    assertThatThrownBy(() -> ingest(Luna16Options.DEFAULT.withCandidates()))
        .isInstanceOf(FormatException.class)
        .hasMessage(root + " holds no candidates_V2.csv or candidates.csv");
  }

  @Test
  void masks_of_the_lungs_are_no_scans_though_they_have_their_names() throws IOException {
    Files.createDirectory(root.resolve("seg-lungs-LUNA16"));
    MadeUpScan.writeDeflated(root.resolve("seg-lungs-LUNA16/2.2.mhd"));
    IngestSummary summary = ingest(Luna16Options.DEFAULT);
    assertThat(summary.nodules().kept()).isEqualTo(2);
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.rejectedByCode()).containsEntry("lung-mask", 2L);
  }

  @Test
  void the_dicom_series_that_the_scans_were_made_of_give_the_same_crops() throws IOException {
    ingest(Luna16Options.DEFAULT);
    List<CropRecord> volumes = CropSet.open(out).records();
    Files.delete(root.resolve("subset1/2.2.mhd"));
    Files.delete(root.resolve("subset1/2.2.zraw"));
    MadeUpScan.writeDicom(root.resolve("LIDC-IDRI-0001/2.2"), "LIDC-IDRI-0001", "2.2");
    out = folder.resolve("out2");
    ingest(Luna16Options.DEFAULT);
    List<CropRecord> dicom = CropSet.open(out).records();
    assertThat(dicom).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(dicom.get(i).cropId()).isEqualTo(volumes.get(i).cropId());
      assertThat(dicom.get(i).sha256()).isEqualTo(volumes.get(i).sha256());
      assertThat(dicom.get(i).affine()).isEqualTo(volumes.get(i).affine());
      assertThat(dicom.get(i).patientId()).isEqualTo("LIDC-IDRI-0001");
    }
  }

  @Test
  void a_table_of_patients_names_them() throws IOException {
    write("ours.csv", "series_uid,patient_id,age", "2.2,LIDC-IDRI-0007,50", "1.1,LIDC-IDRI-0007,");
    write(
        "metadata.csv",
        "Series UID,Collection,Subject ID",
        "2.2,LIDC-IDRI,LIDC-IDRI-0007",
        "7.7,LIDC-IDRI,LIDC-IDRI-0001");
    for (String table : List.of("ours.csv", "metadata.csv")) {
      out = folder.resolve(table + "-out");
      ingest(Luna16Options.DEFAULT.withPatients(root.resolve(table)));
      assertThat(CropSet.open(out).records())
          .extracting(crop -> crop.patientId() + crop.flags())
          .startsWith("LIDC-IDRI-0007[segmentation-failed, no-nodule-at-point]");
    }
    write("bad.csv", "series_uid,patient_id", "2.2,a", "2.2,b");
    assertThatThrownBy(() -> ingest(Luna16Options.DEFAULT.withPatients(root.resolve("bad.csv"))))
        .hasMessageEndingWith("row 2: patient_id is another one than before for this series");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seriesuid,coordX,coordY,diameter_mm/a,1,2,3 | has no column coordZ
          seriesuid,coordX,coordY,coordZ,class/a,1,2,3,0 | has no column diameter_mm
          seriesuid,coordX,coordY,coordZ,diameter_mm/a,1,x,3,4 | row 1: coordY must be a number, got "x"
          seriesuid,coordX,coordY,coordZ,diameter_mm/a,1,2,3,0 | row 1: diameter_mm must be above 0
          seriesuid,coordX,coordY,coordZ,diameter_mm/,1,2,3,4 | row 1: seriesuid must not be empty
          """)
  void a_table_that_is_none_is_refused(String lines, String message) throws IOException {
    Files.writeString(root.resolve("annotations.csv"), lines.replace('/', '\n'));
    assertThatThrownBy(() -> Luna16.open(root, Luna16Options.DEFAULT))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void a_class_is_0_or_1() throws IOException {
    write("candidates.csv", HEADER + "class", "2.2,0,0,0,1", "2.2,0,0,0,2");
    assertThatThrownBy(() -> Luna16.open(root, Luna16Options.DEFAULT.withCandidates()))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith("row 2: class must be 0 or 1");
  }
}
