package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DICOM objects of a report, as others read them: dciodvfy, pydicom and dcmtk. */
class ReportDicomTest {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir private static Path folder;
  private static Path studies;
  private static String point;
  private static Path report;

  @BeforeAll
  static void report_on_a_phantom_with_all_kinds_of_objects() throws IOException {
    studies = folder.resolve("phantom");
    Run phantom = Run.of("phantom", "--patients", "1", "--seed", "3", "--out", studies + "");
    assertThat(phantom.status()).as(phantom.err()).isZero();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser truth =
        CSVParser.parse(studies.resolve("truth.csv"), StandardCharsets.UTF_8, format)) {
      CSVRecord nodule = truth.getRecords().get(0);
      point =
          nodule.get("center_x_mm")
              + ","
              + nodule.get("center_y_mm")
              + ","
              + nodule.get("center_z_mm");
    }
    report = folder.resolve("report");
    Run run = report(report, "--dicom", "sc,pm,seg,sr,pdf,pr");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains(files(report).size() + " DICOM objects written");
  }

  private static Run report(Path out, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of("report", "--model", "embedded", "--series", studies + "", "--out"),
                Stream.concat(
                    Stream.of(out + "", "--methods", "cdam", "--point=" + point), Stream.of(more)))
            .toList();
    return Run.of(words.toArray(new String[0]));
  }

  private static List<Path> files(Path report) throws IOException {
    try (Stream<Path> files = Files.list(report.resolve("dicom"))) {
      return files.sorted().toList();
    }
  }

  private static String said(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return said;
  }

  private static void require(String program) {
    assumeThat(DicomOutTest.onPath(program)).as(program + " is not installed").isTrue();
  }

  @Test
  void all_kinds_are_there_and_dciodvfy_finds_no_error() throws Exception {
    assertThat(files(report))
        .extracting(file -> file.getFileName().toString())
        .contains(
            "sc-0001.dcm",
            "sc-0002.dcm",
            "pm-0009.dcm",
            "seg-0001.dcm",
            "sr-0001.dcm",
            "pdf-0001.dcm",
            "pr-0001.dcm");
    require("dciodvfy");
    for (Path file : files(report)) {
      assertThat(said("dciodvfy", file.toString()))
          .as(file.getFileName().toString())
          .isNotEmpty()
          .doesNotContain("Error");
    }
  }

  @Test
  void a_second_run_makes_the_same_bytes_the_document_included() throws IOException {
    Path again = folder.resolve("again");
    assertThat(report(again, "--dicom", "sc,pm,seg,sr,pdf,pr").status()).isZero();
    assertThat(Files.mismatch(report.resolve("case.pdf"), again.resolve("case.pdf"))).isEqualTo(-1);
    List<Path> second = files(again);
    assertThat(second).hasSameSizeAs(files(report));
    for (int i = 0; i < second.size(); i++) {
      assertThat(Files.mismatch(second.get(i), files(report).get(i)))
          .as(second.get(i).getFileName().toString())
          .isEqualTo(-1);
    }
  }

  @Test
  void without_a_list_there_are_pictures_only() throws IOException {
    Path out = folder.resolve("pictures");
    Run run = report(out, "--dicom");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(files(out))
        .isNotEmpty()
        .allMatch(file -> file.getFileName().toString().startsWith("sc-"));
  }

  @Test
  void a_crop_set_has_no_study_and_an_unknown_kind_is_named() {
    Run crops =
        Run.of(
            "report",
            "--model",
            "embedded",
            "--crops",
            folder + "",
            "--dicom",
            "--out",
            folder.resolve("none") + "");
    assertThat(crops.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(crops.err()).contains("--dicom needs --series");
    Run kind = report(folder.resolve("none"), "--dicom", "sc,jpeg");
    assertThat(kind.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(kind.err())
        .contains("--dicom knows no kind jpeg; there are [sc, pm, seg, sr, pdf, pr]");
  }

  /** Patient, study and frame of reference are the source's; references lead to its slices. */
  @Test
  void pydicom_finds_them_in_the_sources_study() throws Exception {
    assumeThat(Path.of(PYTHON)).as("no " + PYTHON).isExecutable();
    assumeThat(said(PYTHON, "-c", "import pydicom, numpy")).as("pydicom, numpy").isEmpty();
    String script =
        """
        import sys, glob, os, pydicom, numpy as np
        source, made = sys.argv[1:]
        ct = []
        for folder, _, names in os.walk(source):
            for name in names:
                if not name.endswith(('.csv', '.xml', '.json')):
                    try:
                        ct.append(pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True))
                    except pydicom.errors.InvalidDicomError:
                        pass
        ct = [d for d in ct if d.Modality == 'CT']
        uids = {d.SOPInstanceUID for d in ct}
        first = ct[0]
        def refs(d):
            for e in d.iterall():
                if e.keyword == 'ReferencedSOPInstanceUID':
                    yield e.value
        objects = {os.path.basename(f): pydicom.dcmread(f) for f in sorted(glob.glob(made + '/*.dcm'))}
        own = {d.SOPInstanceUID for d in objects.values()}
        assert len(own) == len(objects)
        for name, d in objects.items():
            assert d.StudyInstanceUID == first.StudyInstanceUID, name
            assert d.PatientID == first.PatientID and d.PatientName == first.PatientName, name
            assert d.SeriesInstanceUID != first.SeriesInstanceUID, name
            found = list(refs(d))
            assert found and all(r in uids or r in own for r in found), name
            if name[:2] in ('pm', 'se') or name == 'sc-0002.dcm':
                assert d.FrameOfReferenceUID == first.FrameOfReferenceUID, name
        assert objects['sc-0002.dcm'].pixel_array.shape == (first.Rows, first.Columns, 3)
        pm = objects['pm-0001.dcm']
        values = np.frombuffer(pm.FloatPixelData, '<f4')
        assert len(values) == pm.Rows * pm.Columns * int(pm.NumberOfFrames)
        assert np.isfinite(values).all() and values.any()
        seg = objects['seg-0001.dcm']
        assert seg.SegmentSequence[0].SegmentLabel.startswith('Nodule ')
        assert seg.SegmentSequence[0].SegmentAlgorithmType == 'AUTOMATIC'
        pdf = objects['pdf-0001.dcm']
        written = open(os.path.join(made, '..', 'case.pdf'), 'rb').read()
        assert pdf.EncapsulatedDocument[:pdf.EncapsulatedDocumentLength] == written
        print('fine')
        """;
    assertThat(said(PYTHON, "-c", script, studies + "", report.resolve("dicom") + "").strip())
        .isEqualTo("fine");
  }

  @Test
  void dcmtk_reads_them_and_the_report_has_sizes_and_predictions() throws Exception {
    require("dcmdump");
    for (Path file : files(report)) {
      assertThat(said("dcmdump", "--quiet", file.toString()))
          .as(file.getFileName().toString())
          .contains("StudyInstanceUID")
          .doesNotContain("E: ");
    }
    require("dsrdump");
    assertThat(said("dsrdump", "+Pl", report.resolve("dicom/sr-0001.dcm").toString()))
        .contains("Probability of cancer", "Long Axis", "Volume", "calibrated by Platt's scaling")
        .contains("Referenced Segment")
        .doesNotContain("error");
  }
}
