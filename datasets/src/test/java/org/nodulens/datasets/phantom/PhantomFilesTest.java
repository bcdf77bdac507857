package org.nodulens.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.SliceHeader;
import org.nodulens.volumeio.Sha256;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PhantomFilesTest {
  private static final PhantomOptions SMALL = new PhantomOptions(3, 5, 192, 270, 60, 2);

  @TempDir private static Path root;
  private static PhantomSummary summary = new PhantomSummary(0, 0, 0, 0);
  private static final AtomicInteger finished = new AtomicInteger();

  @BeforeAll
  static void write() throws IOException {
    Path folder = Files.createDirectory(root.resolve("two-jobs"));
    summary = Phantom.write(SMALL, folder, patient -> finished.incrementAndGet());
  }

  private static Path written() {
    return root.resolve("two-jobs");
  }

  private static SeriesScan scan() throws IOException {
    return CtSeriesScanner.scan(written(), file -> !file.toString().endsWith(".dcm"));
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(folder, "")) {
      if (Files.isRegularFile(file)) {
        contents.put(folder.relativize(file).toString(), Sha256.of(file));
      }
    }
    return contents;
  }

  @Test
  void the_same_seed_gives_the_same_bytes_whatever_the_jobs() throws IOException {
    Path alone = Files.createDirectory(root.resolve("one-job"));
    Phantom.write(SMALL.withJobs(1), alone, patient -> {});
    assertThat(contents(alone)).isEqualTo(contents(written())).hasSizeGreaterThan(60);
  }

  @Test
  void a_study_does_not_depend_on_how_many_there_are() throws IOException {
    Path fewer = Files.createDirectory(root.resolve("fewer"));
    Phantom.write(SMALL.withPatients(1), fewer, patient -> {});
    Map<String, String> all = contents(written());
    contents(fewer)
        .forEach(
            (file, content) -> {
              if (file.startsWith("PHANTOM-0001")) {
                assertThat(all).containsEntry(file, content);
              }
            });
  }

  @Test
  void another_seed_gives_another_patient() {
    PhantomStudy mine = PhantomStudy.draw(SMALL, 1);
    PhantomStudy other = PhantomStudy.draw(SMALL.withSeed(6), 1);
    assertThat(other.seriesUid()).isNotEqualTo(mine.seriesUid());
    assertThat(other.nodules()).isNotEqualTo(mine.nodules());
  }

  @Test
  void our_reader_of_ct_series_reads_every_voxel_where_it_belongs() throws IOException {
    SeriesScan scan = scan();
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).isEmpty();
    assertThat(scan.series()).hasSize(3);
    PhantomStudy study = PhantomStudy.draw(SMALL, 2);
    CtSeries series =
        scan.series().stream()
            .filter(s -> s.uid().equals(study.seriesUid()))
            .findFirst()
            .orElseThrow();
    assertThat(series.patientId()).isEqualTo("PHANTOM-0002");
    assertThat(series.geometry().size()).isEqualTo(study.geometry().size());
    assertThat(series.geometry().origin().minus(study.geometry().origin()).lengthMm())
        .isCloseTo(0, within(1e-6));
    CtVolume volume = CtSeriesReader.of(series).read();
    PhantomScan computed = study.scan();
    for (int slice : new int[] {20, 3}) {
      assertThat(volume.slice(slice)).isEqualTo(computed.slice(slice));
    }
  }

  @Test
  void studies_lie_as_lidc_idri_does_with_the_highest_slice_first() throws IOException {
    PhantomStudy study = PhantomStudy.draw(SMALL, 1);
    Path series =
        written().resolve("PHANTOM-0001").resolve(study.studyUid()).resolve(study.seriesUid());
    assertThat(series.resolve("1-001.dcm")).exists();
    assertThat(files(series, ".dcm")).hasSize(study.geometry().size().slices());
    assertThat(files(series, ".xml")).hasSize(1);
    SliceHeader last = seriesOf(study).slices().get(study.geometry().size().slices() - 1);
    assertThat(last.path().getFileName()).hasToString("1-001.dcm");
  }

  private static CtSeries seriesOf(PhantomStudy study) throws IOException {
    return scan().series().stream()
        .filter(s -> s.uid().equals(study.seriesUid()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_readings_are_xml_whose_images_are_in_the_series() throws Exception {
    for (int patient = 1; patient <= SMALL.patients(); patient++) {
      PhantomStudy study = PhantomStudy.draw(SMALL, patient);
      CtSeries series = seriesOf(study);
      Path readings = series.slices().get(0).path().resolveSibling("readings.xml");
      Document xml =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(readings.toFile());
      assertThat(xml.getDocumentElement().getTagName()).isEqualTo("LidcReadMessage");
      assertThat(texts(xml, "SeriesInstanceUid")).containsExactly(study.seriesUid());
      assertThat(texts(xml, "StudyInstanceUID")).containsExactly(study.studyUid());
      assertThat(texts(xml, "servicingRadiologistID")).hasSize(ReaderPanel.READERS);
      assertThat(texts(xml, "malignancy"))
          .hasSize(ReaderPanel.of(SMALL).read(study).size())
          .allMatch(rating -> rating.matches("[1-5]"));
      Set<String> uids = new HashSet<>();
      series.slices().forEach(slice -> uids.add(slice.sopUid()));
      assertThat(texts(xml, "imageSOP_UID")).isNotEmpty().allMatch(uids::contains);
    }
  }

  private static List<String> texts(Document xml, String element) {
    NodeList nodes = xml.getElementsByTagName(element);
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  @Test
  void the_truth_has_a_row_a_nodule() throws IOException {
    List<String> rows = Files.readAllLines(written().resolve("truth.csv"));
    assertThat(rows).hasSize(1 + summary.nodules());
    assertThat(rows.get(0)).startsWith("patient_id,series_uid,nodule,center_x_mm");
    assertThat(rows.get(1)).startsWith("PHANTOM-0001,2.25.");
    assertThat(summary.patients()).isEqualTo(3);
    assertThat(finished).hasValue(3);
    assertThat(written().resolve("README.txt"))
        .content()
        .contains("no patient was scanned", "seed 5");
  }

  @Test
  void dciodvfy_finds_no_error_in_any_slice() throws IOException, InterruptedException {
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "dciodvfy")));
    assumeThat(installed).as("dciodvfy (dicom3tools) is not installed").isTrue();
    List<Path> slices = files(written(), ".dcm");
    for (int i = 0; i < slices.size(); i += 9) {
      Process process =
          new ProcessBuilder("dciodvfy", slices.get(i).toString())
              .redirectErrorStream(true)
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(said).contains("CTImage").doesNotContain("Error");
    }
  }
}
