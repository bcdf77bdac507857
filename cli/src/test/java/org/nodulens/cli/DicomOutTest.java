package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesChoice;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.overlay.PlacedMap;
import org.nodulens.report.DicomCase;
import org.nodulens.report.DicomKind;
import org.nodulens.report.DicomObjects;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;

/** From a nodule in a CT series, by way of the embedded model, to DICOM objects in a PACS. */
class DicomOutTest {
  private static final byte[] PDF =
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R
      /Resources<</Font<</F 5 0 R>>>>>>endobj
      4 0 obj<</Length 45>>stream
      BT /F 12 Tf 20 50 Td (For research only) Tj ET
      endstream endobj
      5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
      trailer<</Root 1 0 R>>
      %%EOF
      """
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path folder;
  private static Path phantom;
  private static PatientPoint center;

  @BeforeAll
  static void make_a_study() throws IOException {
    phantom = folder.resolve("phantom");
    Run run = Run.of("phantom", "--patients", "1", "--seed", "3", "--out", phantom + "");
    assertThat(run.status()).as(run.err()).isZero();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser truth =
        CSVParser.parse(phantom.resolve("truth.csv"), StandardCharsets.UTF_8, format)) {
      CSVRecord first = truth.getRecords().get(0);
      center =
          new PatientPoint(
              Double.parseDouble(first.get("center_x_mm")),
              Double.parseDouble(first.get("center_y_mm")),
              Double.parseDouble(first.get("center_z_mm")));
    }
  }

  /** All kinds of objects about one nodule, malignancy explained by the embedded model. */
  private static List<Path> write(Path scan, PatientPoint point, double radiusMm, Path out)
      throws IOException {
    CtSeries series = SeriesChoice.ONLY.of(CtSeriesScanner.scan(scan), scan);
    NoduleSample sample = PointInSeries.read(scan, point, 40);
    ModelFolder model = EmbeddedModel.open();
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first())) {
      Task malignancy = model.description().task("malignancy").orElseThrow();
      Explanation explanation =
          new Explainer(models.forPatient(sample.patientId()).classifier())
              .explain(
                  sample.volume(),
                  point,
                  List.of(Methods.ofId("cdam").orElseThrow()),
                  List.of(malignancy));
      MethodMaps maps = explanation.maps().get(0);
      HounsfieldWindow window = model.description().input().window();
      DicomCase nodule =
          new DicomCase(
              "Nodule 1",
              point,
              radiusMm,
              Optional.of(ball(series, point, radiusMm * 0.7)),
              explanation.predictions().stream()
                  .map(found -> new DicomCase.Predicted(found, OptionalDouble.empty()))
                  .toList(),
              List.of(
                  new DicomCase.NamedMap("cdam", "malignancy", PlacedMap.of(maps.views().get(0)))),
              List.of(
                  new OverlayRenderer(sample.volume(), OverlayStyle.LUNG.withWindow(window))
                      .render(maps.views().get(0), "malignancy, cdam")),
              window);
      Files.createDirectories(out);
      return DicomObjects.of(
              series, ModelOptions.identity(models), List.of(nodule), Optional.of(PDF))
          .write(EnumSet.allOf(DicomKind.class), out);
    }
  }

  private static DicomCase.Outlined ball(CtSeries series, PatientPoint center, double radiusMm)
      throws IOException {
    VolumeGeometry geometry = series.geometry();
    VoxelSet voxels = new VoxelSet(geometry.size());
    for (int slice = 0; slice < geometry.size().slices(); slice++) {
      for (int i = 0; i < geometry.size().pixelsPerSlice(); i++) {
        VoxelIndex voxel =
            new VoxelIndex(i % geometry.size().columns(), i / geometry.size().columns(), slice);
        PatientPoint at =
            geometry.toPatient(new VoxelPoint(voxel.column(), voxel.row(), voxel.slice()));
        if (at.minus(center).lengthMm() <= radiusMm) {
          voxels.add(voxel);
        }
      }
    }
    List<MaskOutline> bodies = new ArrayList<>();
    voxels.forEachBody(1, bodies::add);
    return new DicomCase.Outlined(
        voxels, new Author.Readers(), MaskMeasures.of(CtSeriesReader.of(series), bodies.get(0)));
  }

  static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
  }

  private static String said(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return said;
  }

  private static void requireValid(List<Path> files) throws IOException, InterruptedException {
    assumeThat(onPath("dciodvfy")).as("dciodvfy (dicom3tools) is not installed").isTrue();
    for (Path file : files) {
      assertThat(said("dciodvfy", file.toString()))
          .as(file.getFileName().toString())
          .isNotEmpty()
          .doesNotContain("Error");
    }
  }

  @Test
  void objects_of_a_phantom_are_valid_and_a_second_run_makes_the_same_bytes() throws Exception {
    List<Path> files = write(phantom, center, 6, folder.resolve("first"));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains(
            "sc-0001.dcm",
            "sc-0002.dcm",
            "pm-0001.dcm",
            "seg-0001.dcm",
            "sr-0001.dcm",
            "pdf-0001.dcm",
            "pr-0001.dcm");
    List<Path> again = write(phantom, center, 6, folder.resolve("second"));
    for (int i = 0; i < files.size(); i++) {
      assertThat(Files.mismatch(files.get(i), again.get(i)))
          .as(files.get(i).toString())
          .isEqualTo(-1);
    }
    requireValid(files);
  }

  @Test
  void orthanc_takes_all_of_them_over_the_web_and_has_no_copies_after_a_second_push()
      throws Exception {
    assumeThat(Orthanc.isInstalled()).as("orthanc, orthanc-dicomweb are not installed").isTrue();
    List<Path> files = write(phantom, center, 6, folder.resolve("sent"));
    Path secret = Files.writeString(folder.resolve("secret"), Orthanc.SECRET + "\n");
    try (Orthanc orthanc = Orthanc.start(Files.createDirectory(folder.resolve("orthanc")))) {
      Run refused = Run.of("push", "--stow", orthanc.dicomWeb(), folder.resolve("sent") + "");
      assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(refused.err()).contains("asks for credentials (401)");
      for (int push = 0; push < 2; push++) {
        Run run =
            Run.of(
                "push",
                "--stow",
                orthanc.dicomWeb(),
                "--stow-auth",
                secret + "",
                folder.resolve("sent") + "");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
            .contains("files: %1$d in, %1$d stored, 0 rejected".formatted(files.size()));
        assertThat(orthanc.count("instances")).isEqualTo(files.size());
        assertThat(orthanc.count("series")).isEqualTo(6);
        assertThat(orthanc.count("studies")).isEqualTo(1);
      }
    }
  }

  /** A real series, de-identified, with references that lead nowhere. */
  @Test
  void objects_of_a_real_series_are_valid() throws Exception {
    Path scan =
        Path.of(System.getProperty("nodulens.data", "../../shared/data"))
            .resolve("lung-pet-ct-dx/Lung_Dx-A0001/series-2");
    assumeThat(scan).as("the real-data folder has no lung-pet-ct-dx").isDirectory();
    Path out = folder.resolve("real");
    List<Path> files = write(scan, new PatientPoint(41, 200, -209), 30, out);
    if (System.getProperty("nodulens.keep") != null) {
      Path kept = Files.createDirectories(Path.of(System.getProperty("nodulens.keep")));
      for (Path file : files) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
    requireValid(files);
    assumeThat(onPath("dsrdump")).as("dsrdump (dcmtk) is not installed").isTrue();
    assertThat(said("dsrdump", out.resolve("sr-0001.dcm").toString()))
        .contains("Probability of cancer", "Long Axis", "Volume", "Algorithm Name")
        .doesNotContain("error");
  }
}
