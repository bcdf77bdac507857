package org.nodulens.dicom.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.dicom.DicomObject;
import org.nodulens.nodule.VoxelSet;

/** Objects as others read them: dciodvfy, pydicom and dcmtk. */
class DicomObjectsTest {
  @TempDir private Path folder;
  private SmallStudy study;

  @BeforeEach
  void write_a_study() throws IOException {
    study = SmallStudy.write(folder.resolve("ct"));
  }

  private Path write(String name, DicomObject object) throws IOException {
    Path file = folder.resolve(name + ".dcm");
    object.writeTo(file);
    return file;
  }

  private static void require(String program) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    assumeThat(there).as(program + " is not installed").isTrue();
  }

  private static String run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return said;
  }

  /** Runs lines of Python on an object {@code d}, where pydicom is there. */
  private String pydicom(Path file, String script) throws IOException, InterruptedException {
    String python =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    require(python.substring(python.lastIndexOf('/') + 1));
    assumeThat(run(python, "-c", "import pydicom, numpy")).as("pydicom, numpy").isEmpty();
    String open = "import sys, pydicom, numpy as np\nd = pydicom.dcmread(sys.argv[1])\n";
    return run(python, "-c", open + script, file.toString()).strip();
  }

  @Test
  void dciodvfy_finds_no_error_in_any_of_them() throws IOException, InterruptedException {
    require("dciodvfy");
    for (Map.Entry<String, DicomObject> object : study.all().entrySet()) {
      String said = run("dciodvfy", write(object.getKey(), object.getValue()).toString());
      assertThat(said).as(object.getKey()).isNotEmpty().doesNotContain("Error");
    }
  }

  /** /dev/full takes no byte. */
  @Test
  void a_full_disk_is_said_with_the_file_that_met_it() throws IOException {
    assumeThat(Path.of("/dev/full")).as("no /dev/full").exists();
    Path file = Files.createSymbolicLink(folder.resolve("pm.dcm"), Path.of("/dev/full"));
    assertThatThrownBy(() -> study.parametricMap().writeTo(file))
        .hasMessage(file + ": No space left on device");
  }

  @Test
  void a_second_run_makes_the_same_bytes_under_the_same_identifiers() throws IOException {
    Map<String, DicomObject> again = SmallStudy.of(folder.resolve("ct")).all();
    for (Map.Entry<String, DicomObject> object : study.all().entrySet()) {
      DicomObject second = Objects.requireNonNull(again.get(object.getKey()));
      assertThat(second.sopInstanceUid()).isEqualTo(object.getValue().sopInstanceUid());
      assertThat(Files.readAllBytes(write("again", second)))
          .as(object.getKey())
          .isEqualTo(Files.readAllBytes(write("first", object.getValue())));
    }
    assertThat(again.values()).extracting(DicomObject::sopInstanceUid).doesNotHaveDuplicates();
  }

  @Test
  void another_value_makes_another_identifier() {
    float[] other = SmallStudy.map();
    other[7] += 1;
    DicomObject changed =
        ParametricMap.of(
            study.series(9002, "Importance"),
            1,
            SmallStudy.MAP_GEOMETRY,
            other,
            ParametricMap.Meaning.importance("CDAM for malignancy"));
    assertThat(changed.sopInstanceUid())
        .startsWith("2.25.")
        .isNotEqualTo(study.parametricMap().sopInstanceUid());
  }

  @Test
  void all_lie_in_the_study_of_the_source_each_kind_in_a_series_of_its_own() throws Exception {
    for (Map.Entry<String, DicomObject> object : study.all().entrySet()) {
      Path file = write(object.getKey(), object.getValue());
      String script =
          """
          print(d.StudyInstanceUID, d.PatientID, d.PatientName, d.StudyDate, d.Manufacturer,
                d.SeriesInstanceUID != '2.25.12', d.SeriesDate, d.SeriesTime,
                d.ContributingEquipmentSequence[0].ManufacturerModelName)
          """;
      assertThat(pydicom(file, script))
          .as(object.getKey())
          .isEqualTo("2.25.1 P-1 Phantom^One 20010203 Nodulens True 20010203 040506 Scanner A");
    }
  }

  @Test
  void a_picture_is_what_was_drawn_and_where() throws Exception {
    Path file = write("sc", study.pictures().get(0));
    assertThat(
            pydicom(
                file,
                """
                print(d.ImagePositionPatient, d.PixelSpacing, d.FrameOfReferenceUID,
                      len(d.SourceImageSequence), d.pixel_array.shape, d.pixel_array[3, 4])
                """))
        .isEqualTo("[-15, -10, -92] [1, 1] 2.25.3 1 (20, 30, 3) [200   0   0]");
    require("dcm2pnm");
    Path png = folder.resolve("sc.png");
    run("dcm2pnm", "+on", file.toString(), png.toString());
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(30);
    assertThat(picture.getRGB(5, 6) & 0xFFFFFF).isEqualTo(0xC80000);
  }

  /** 5 x 4 x 3 voxels of 2 mm around (-1, -1, -92): the first lies 4, 3 and 2 mm before. */
  @Test
  void a_parametric_map_holds_the_very_numbers_where_they_belong() throws Exception {
    Path file = write("pm", study.parametricMap());
    assertThat(
            pydicom(
                file,
                """
                v = np.frombuffer(d.FloatPixelData, '<f4').reshape(d.NumberOfFrames, d.Rows, d.Columns)
                s = d.SharedFunctionalGroupsSequence[0]
                f = d.PerFrameFunctionalGroupsSequence
                m = s.RealWorldValueMappingSequence[0]
                print(v.shape, '%.3f %.3f' % (v[0, 0, 0], v[2, 3, 4]))
                print([x.PlanePositionSequence[0].ImagePositionPatient for x in f])
                print([x.FrameContentSequence[0].DimensionIndexValues for x in f])
                print(m.MeasurementUnitsCodeSequence[0].CodeValue,
                      m.DoubleFloatRealWorldValueFirstValueMapped == -v.max(),
                      m.RealWorldValueSlope, s.PixelMeasuresSequence[0].PixelSpacing)
                r = f[0].DerivationImageSequence[0].SourceImageSequence
                print(len(r), r[0].ReferencedSOPClassUID.name, d.FrameOfReferenceUID)
                """))
        .isEqualTo(
            """
            (3, 4, 5) -0.029 0.089
            [[-5, -4, -94], [-5, -4, -92], [-5, -4, -90]]
            [1, 2, 3]
            1 True 1.0 [2, 2]
            1 CT Image Storage 2.25.3\
            """);
  }

  private static final String MEASURES =
      """
      m = d.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0]
      print(m.get('SliceThickness'), m.get('SpacingBetweenSlices'), m.PixelSpacing)
      """;

  private String measures(String name, DicomObject object) throws Exception {
    Path file = write(name, object);
    require("dciodvfy");
    assertThat(run("dciodvfy", file.toString())).as(name).isNotEmpty().doesNotContain("Error");
    return pydicom(file, MEASURES);
  }

  private static VolumeGeometry onePlane(PatientVector row) {
    VoxelAxes axes = new VoxelAxes(new PatientVector(2, 0, 0), row, new PatientVector(0, 0.5, 0.5));
    return VolumeGeometry.centered(new GridSize(5, 4, 1), SmallStudy.CENTER, axes);
  }

  /**
   * The source's slices are 2.5 mm thick and 2 mm apart. A plane that cuts them has no thickness.
   */
  @Test
  void a_map_is_as_thick_as_the_slices_that_it_is_made_of() throws Exception {
    assertThat(measures("three", study.parametricMap())).isEqualTo("2.5 2 [2, 2]");
    assertThat(measures("one", study.parametricMap(onePlane(new PatientVector(0, 2, 0)))))
        .isEqualTo("2.5 None [2, 2]");
    assertThat(measures("coronal", study.parametricMap(onePlane(new PatientVector(0, 0, -2)))))
        .isEqualTo("None None [2, 2]");
    assertThat(measures("seg", study.segmentation())).isEqualTo("2.5 2 [1, 1]");
  }

  /** A map has no thickness then; a segmentation must have one, and its slices are 2 mm apart. */
  @Test
  void nobody_knows_how_thick_slices_are_that_do_not_say_it() throws Exception {
    for (int slice = 0; slice < 8; slice++) {
      Path file = folder.resolve("ct/" + slice + ".dcm");
      assertThat(pydicom(file, "del d.SliceThickness\nd.save_as(sys.argv[1])\n")).isEmpty();
    }
    SmallStudy silent = SmallStudy.of(folder.resolve("ct"));
    assertThat(measures("pm", silent.parametricMap())).isEqualTo("None 2 [2, 2]");
    assertThat(measures("seg", silent.segmentation())).isEqualTo("2 2 [1, 1]");
  }

  /** Three slices of the nodule, one of the corner: frames on slices 3, 4, 5 and 4. */
  @Test
  void a_segmentation_holds_each_segment_on_its_slices() throws Exception {
    Path file = write("seg", study.segmentation());
    assertThat(
            pydicom(
                file,
                """
                a = d.pixel_array
                f = d.PerFrameFunctionalGroupsSequence
                print(a.shape, a.sum(axis=(1, 2)), a[0, 8:11, 13:16].sum(), a[3, 0, 0])
                print([x.SegmentIdentificationSequence[0].ReferencedSegmentNumber for x in f])
                print([float(x.PlanePositionSequence[0].ImagePositionPatient[2]) for x in f])
                print([list(x.FrameContentSequence[0].DimensionIndexValues) for x in f])
                print([(s.SegmentLabel, s.SegmentAlgorithmType) for s in d.SegmentSequence])
                print(d.SegmentSequence[0].TrackingUID == d.SegmentSequence[1].TrackingUID)
                """))
        .isEqualTo(
            """
            (4, 20, 30) [9 9 9 1] 9 1
            [1, 1, 1, 2]
            [-94.0, -92.0, -90.0, -92.0]
            [[1, 1], [1, 2], [1, 3], [2, 2]]
            [('Nodule 1', 'MANUAL'), ('Important for malignancy', 'AUTOMATIC')]
            True\
            """);
  }

  @Test
  void dcmtk_reads_the_report_with_its_numbers_and_what_predicted_them() throws Exception {
    require("dsrdump");
    String said = run("dsrdump", write("sr", study.report(true)).toString());
    assertThat(said)
        .contains(
            "\"Long Axis\")=\"6.25\" (mm,UCUM",
            "\"Attenuation Coefficient\")=\"-12.5\" ([hnsf'U],UCUM",
            "\"Derivation\")=(373098007,SCT,\"Mean\")",
            "\"Probability of cancer\")=\"37.5\" (%,UCUM",
            "\"Algorithm Version\")=\"1.2\"",
            "contains IMAGE:(,,\"Referenced Segment\")")
        .doesNotContain("error", "warning");
    String without = run("dsrdump", write("sr2", study.report(false)).toString());
    assertThat(without).contains("contains IMAGE:(,,\"Source\")").doesNotContain("error");
  }

  @Test
  void the_document_comes_out_byte_for_byte() throws Exception {
    Path file = write("pdf", study.document());
    assertThat(
            pydicom(
                file,
                """
                b = d.EncapsulatedDocument[:d.EncapsulatedDocumentLength]
                print(len(b), b[:8].decode(), b[-6:-1].decode(), d.MIMETypeOfEncapsulatedDocument)
                """))
        .isEqualTo("37 %PDF-1.4 %%EOF application/pdf");
  }

  /**
   * The sphere of 4 mm around slice 4 cuts slices 2 mm apart: 3, 4 and 5 (2 and 6 it touches). Its
   * centre, column 14 and row 9, lies at 14.5, 9.5; on slice 4 the circle starts 4 pixels right.
   */
  @Test
  void the_mark_circles_the_nodule_on_its_slices() throws Exception {
    Path file = write("pr", study.mark());
    assertThat(
            pydicom(
                file,
                """
                g = d.GraphicAnnotationSequence
                print(len(g), [float(x) for x in g[1].GraphicObjectSequence[0].GraphicData[:2]])
                print(g[1].TextObjectSequence[0].UnformattedTextValue, d.RescaleIntercept)
                print(g[1].ReferencedImageSequence[0].ReferencedSOPInstanceUID
                      == d.ReferencedSeriesSequence[0].ReferencedImageSequence[1].ReferencedSOPInstanceUID)
                """))
        .isEqualTo("3 [18.5, 9.5]\nNodule 1 -1024\nTrue");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    ResultSeries series = study.series(1, "x");
    assertThatThrownBy(() -> EncapsulatedPdf.of(series, "t", new byte[] {1, 2, 3}, List.of()))
        .hasMessage("the document is no PDF: it does not start with %PDF-");
    assertThatThrownBy(
            () ->
                ParametricMap.of(
                    series,
                    1,
                    SmallStudy.MAP_GEOMETRY,
                    new float[59],
                    ParametricMap.Meaning.importance("x")))
        .hasMessageContaining("59 values do not fill");
    float[] values = SmallStudy.map();
    values[3] = Float.NaN;
    assertThatThrownBy(
            () ->
                ParametricMap.of(
                    series,
                    1,
                    SmallStudy.MAP_GEOMETRY,
                    values,
                    ParametricMap.Meaning.importance("x")))
        .hasMessageContaining("must be finite, got NaN");
    VoxelSet elsewhere = new VoxelSet(new GridSize(3, 3, 3));
    elsewhere.add(new org.nodulens.ct.VoxelIndex(0, 0, 0));
    assertThatThrownBy(
            () ->
                SegmentationObject.of(
                    series,
                    List.of(
                        new SegmentationObject.Segment(
                            "Nodule 1",
                            SegmentationObject.Kind.NODULE,
                            new SegmentationObject.Author.Readers(),
                            study.nodule(),
                            elsewhere))))
        .hasMessageContaining("the source's slices are");
  }

  /** Labels come from people and files: what DICOM cannot hold becomes a question mark. */
  @Test
  void free_text_is_made_fit_for_its_attribute() {
    assertThat(Words.of("  kn\u00f6t\nno\\de ", 64)).isEqualTo("kn?t no?de");
    assertThat(Words.of("a".repeat(80), 64)).hasSize(64);
  }
}
