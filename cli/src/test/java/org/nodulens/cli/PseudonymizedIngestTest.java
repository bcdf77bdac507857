package org.nodulens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.PatientPoint;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.volumeio.FolderTree;

/** The real command in a process of its own: nothing that it writes or says names anybody. */
class PseudonymizedIngestTest {
  /** A folder named after somebody, as they often are. */
  private static final String SOMEBODY = "Meier_Hanna_19570403";

  @TempDir private static Path folder;
  private static Path phantom;
  private static Path key;
  private static OriginalIdentifiers inPhantom;

  /** An exit status, and standard output and error together. */
  private record Console(int status, String text) {}

  @BeforeAll
  static void make_a_phantom_and_a_key() throws IOException {
    phantom = Files.createDirectories(folder.resolve(SOMEBODY).resolve("phantom-data"));
    Phantom.write(new PhantomOptions(3, 21, 320, 270, 84, 2), phantom, patient -> {});
    Path patient = phantom.resolve("PHANTOM-0002");
    Path slice;
    try (Stream<Path> files = Files.walk(patient)) {
      slice = files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList().get(9);
    }
    // A series with a gap, a file cut short and one that is none: rows of every level.
    byte[] bytes = Files.readAllBytes(slice);
    Files.write(slice.resolveSibling("cut-short-4711.dcm"), Arrays.copyOf(bytes, 9999));
    Files.writeString(patient.resolve(SOMEBODY + ".txt"), SOMEBODY);
    Files.delete(slice);
    key = Files.writeString(folder.resolve("secret.key"), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    inPhantom = OriginalIdentifiers.of(phantom).with(SOMEBODY).with("Meier");
  }

  private static Process start(Path console, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(console.toFile())
        .start();
  }

  private static Console nodulens(String... arguments) throws Exception {
    Path console = Files.createTempFile(folder, "console", ".txt");
    Process process = start(console, arguments);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Console(process.exitValue(), Files.readString(console));
  }

  private static String[] ingest(String dataset, Path root, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("ingest", "--dataset", dataset));
    words.addAll(List.of("--root", root.toString(), "--out", out.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static String[] pseudonymized(String dataset, Path root, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of(ingest(dataset, root, out, more)));
    words.addAll(List.of("--pseudonymize", key.toString()));
    return words.toArray(String[]::new);
  }

  private static Set<String> patients(Path crops) throws IOException {
    return CropSet.open(crops).records().stream()
        .map(CropRecord::patientId)
        .collect(Collectors.toSet());
  }

  /** Nothing of the original and nothing of the key, in the folder or on the console. */
  private static void requireUnnamed(OriginalIdentifiers originals, Path out, Console console)
      throws IOException {
    assertThat(originals.in(console.text())).as(console.text()).isEmpty();
    assertThat(originals.below(out)).isEmpty();
    OriginalIdentifiers secret = new OriginalIdentifiers().with(Files.readString(key));
    assertThat(secret.below(out)).isEmpty();
    assertThat(secret.in(console.text())).isEmpty();
  }

  private static void requireSameFiles(Path actual, Path expected) throws IOException {
    assertThat(actual.toFile().list()).containsExactlyInAnyOrder(expected.toFile().list());
    for (String name : expected.toFile().list()) {
      assertThat(actual.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  @Test
  void of_a_phantom_nothing_is_named_and_nothing_else_is_changed() throws Exception {
    Path plain = folder.resolve("plain");
    Path out = folder.resolve("crops");
    assertThat(nodulens(ingest("phantom", phantom, plain)).status()).isZero();
    // What is looked for is there to be found.
    assertThat(inPhantom.below(plain))
        .contains("PHANTOM-0001", SOMEBODY + ".txt", "cut-short-4711.dcm")
        .hasSizeGreaterThan(10);
    assertThat(inPhantom.all()).contains("20000101", "Phantom^0001", "PHANTOM-0003", "truth.csv");
    Console console = nodulens(pseudonymized("phantom", phantom, out, "--jobs", "2"));
    assertThat(console.status()).as(console.text()).isZero();
    requireUnnamed(inPhantom, out, console);
    assertThat(console.text()).contains("rejected truncated: 1").contains("rejected slice-gap: 1");
    for (String array : List.of("crops-00000.npy", "masks-00000.npy")) {
      assertThat(out.resolve(array)).hasSameBinaryContentAs(plain.resolve(array));
    }
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .hasSameSizeAs(Files.readAllLines(plain.resolve("rejected.csv")));
    assertThat(patients(out)).hasSize(2).allMatch(patient -> patient.matches("p[0-9a-f]{20}"));
  }

  @Test
  void killed_it_leaves_nothing_named_goes_on_by_its_own_key_alone_and_ends_the_same()
      throws Exception {
    Path out = folder.resolve("killed");
    Path whole = folder.resolve("whole");
    String[] cubic = {"--interpolation", "cubic", "--spacing", "native", "--shape", "96"};
    assertThat(nodulens(pseudonymized("phantom", phantom, whole, cubic)).status()).isZero();
    Path unfinished = folder.resolve("killed.partial");
    Path console = folder.resolve("killed.txt");
    killOnceItHasBegun(out, unfinished.resolve("files").resolve("checkpoint.json"), console, cubic);
    assertThat(unfinished.resolve("run.json")).exists();
    requireUnnamed(inPhantom, unfinished, new Console(0, Files.readString(console)));
    String right = Files.readString(key);
    Files.writeString(key, "another key of thirty-two bytes!");
    Console refused = nodulens(pseudonymized("phantom", phantom, out, cubic));
    Files.writeString(key, right);
    assertThat(refused.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(refused.text()).contains("unfinished run of nodulens ingest with other options");
    assertThat(nodulens(pseudonymized("phantom", phantom, out, cubic)).status()).isZero();
    requireSameFiles(out, whole);
    assertThat(CropSet.open(out).header().spacing()).isEmpty();
  }

  /** Once more where it was done before it could be killed. */
  private static void killOnceItHasBegun(Path out, Path sign, Path console, String... options)
      throws Exception {
    do {
      if (Files.exists(out)) {
        FolderTree.delete(out);
      }
      Process process = start(console, pseudonymized("phantom", phantom, out, options));
      while (process.isAlive() && !Files.exists(sign)) {
        Thread.sleep(2);
      }
      process.destroyForcibly().waitFor();
    } while (!Files.exists(sign));
  }

  @Test
  void what_fails_says_what_kind_of_failure_it_was_and_no_more() throws Exception {
    Path out = folder.resolve("failed");
    Path root = Files.createDirectories(folder.resolve(SOMEBODY).resolve("lidc"));
    HandMadeLidcCrops.write(root, 2);
    Files.writeString(root.resolve("contours.csv"), SOMEBODY + ",\"");
    for (String verbose : List.of("--strict", "--verbose")) {
      Console console = nodulens(pseudonymized("lidc-crops", root, out, verbose));
      assertThat(console.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(console.text()).contains("nodulens: failed: FormatException; with --pseudonymize");
      assertThat(inPhantom.in(console.text())).isEmpty();
    }
    Path absent = folder.resolve(SOMEBODY).resolve("absent");
    Console console = nodulens(pseudonymized("phantom", absent, out));
    assertThat(console.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(inPhantom.in(console.text())).as(console.text()).isEmpty();
    Console empty =
        nodulens(pseudonymized("phantom", Files.createDirectory(absent), folder.resolve("empty")));
    assertThat(empty.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(empty.text()).contains("no nodule was kept");
    assertThat(inPhantom.in(empty.text())).as(empty.text()).isEmpty();
  }

  @Test
  void of_points_nothing_is_named_not_even_what_a_table_says_in_words() throws Exception {
    Path plain = folder.resolve("plain-for-points");
    assertThat(nodulens(ingest("phantom", phantom, plain)).status()).isZero();
    StringBuilder table =
        new StringBuilder(
            "series_uid,x_mm,y_mm,z_mm,point_id,patient_id,seen by Meier,label_who,label_grade\n");
    for (CropRecord crop : CropSet.open(plain).records()) {
      PatientPoint center = crop.center().point().orElseThrow();
      table.append(
          "%s,%s,%s,%s,%s-%s,%s,yes,%s,2%n"
              .formatted(
                  crop.seriesUid(),
                  center.xMm(),
                  center.yMm(),
                  center.zMm(),
                  SOMEBODY,
                  crop.cropId(),
                  crop.patientId(),
                  SOMEBODY));
    }
    table.append("1.2.3.4.5.6.7.8.9,0,0,0,lost,").append(SOMEBODY).append(",yes,x,1\n");
    Path file = Files.writeString(folder.resolve(SOMEBODY).resolve(SOMEBODY + ".csv"), table);
    Path out = folder.resolve("points");
    Console console = nodulens(pseudonymized("points", phantom, out, "--points", file.toString()));
    assertThat(console.status()).as(console.text()).isZero();
    requireUnnamed(inPhantom, out, console);
    CropSet crops = CropSet.open(out);
    assertThat(crops.records()).hasSameSizeAs(CropSet.open(plain).records());
    assertThat(crops.records())
        .allMatch(crop -> crop.labels().getOrDefault("grade", "").equals("2"));
    Set<String> others = patients(out);
    Path named = folder.resolve("phantom-named");
    assertThat(nodulens(pseudonymized("phantom", phantom, named)).status()).isZero();
    assertThat(others).isEqualTo(patients(named));
    Path inside = folder.resolve(SOMEBODY);
    Console refused =
        nodulens(
            pseudonymized("points", phantom, inside, "--points", file.toString(), "--overwrite"));
    assertThat(refused.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(refused.text()).contains("it holds the input ...").doesNotContain("phantom-data");
  }

  @Test
  void a_key_that_is_too_short_is_wrong_use() throws Exception {
    Path shortKey = Files.write(folder.resolve("short.key"), "15 bytes, short".getBytes(UTF_8));
    Path out = folder.resolve("never");
    Console console =
        nodulens(ingest("phantom", phantom, out, "--pseudonymize", shortKey.toString()));
    assertThat(console.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(console.text())
        .contains("--pseudonymize: a key file has 16 to 65536 bytes, the one given has 15");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.partial")).doesNotExist();
  }

  @Test
  void of_lung_pet_ct_dx_nothing_is_named() throws Exception {
    Path root = realData("lung-pet-ct-dx");
    Path out = folder.resolve("lung");
    Console console = nodulens(pseudonymized("lung-pet-ct-dx", root, out));
    assertThat(console.status()).as(console.text()).isZero();
    OriginalIdentifiers originals = OriginalIdentifiers.of(root).with("A0001").with("A0002");
    assertThat(originals.all()).contains("Lung_Dx-A0001", "annotation").hasSizeGreaterThan(150);
    // A word of the ledger's own code no-such-image or bad-annotation names nobody.
    requireUnnamed(originals.without("annotation"), out, console);
    assertThat(patients(out)).hasSize(2);
    assertThat(CropSet.open(out).records())
        .allMatch(crop -> crop.labels().containsValue("adenocarcinoma"));
  }

  @Test
  void of_lidc_crops_nothing_is_named_and_a_patient_is_the_same_in_every_set() throws Exception {
    Path root = realData("lidc-crops");
    Path out = folder.resolve("lidc");
    Console console = nodulens(pseudonymized("lidc-crops", root, out));
    assertThat(console.status()).as(console.text()).isZero();
    OriginalIdentifiers originals = OriginalIdentifiers.of(root);
    assertThat(originals.all()).contains("LIDC-IDRI-0001").hasSizeGreaterThan(3000);
    requireUnnamed(originals, out, console);
    CropSet crops = CropSet.open(out);
    assertThat(patients(out)).hasSize(704);
    assertThat(crops.records())
        .hasSize(2198)
        .allMatch(crop -> crop.sourceId().matches("n[0-9a-f]{20}"))
        .allMatch(crop -> crop.cropId().matches("c[0-9a-f]{20}"))
        .allMatch(crop -> crop.seriesUid().matches("2\\.25\\.\\d{1,39}"));
    Path again = folder.resolve("lidc-again");
    assertThat(nodulens(pseudonymized("lidc-crops", root, again, "--jobs", "2")).status()).isZero();
    requireSameFiles(again, out);
  }

  private static Path realData(String name) {
    Path data = Path.of(System.getProperty("nodulens.data", "../../shared/data"), name);
    assumeTrue(
        Files.isDirectory(data),
        () -> "skipped: the real-data folder has no " + name + " (NODULENS_DATA names it)");
    return data;
  }
}
