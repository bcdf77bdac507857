package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.volumeio.FolderTree;

/**
 * A small hand-made folder laid out as lidc-crops is, its crop set and a model trained on it. Made
 * once for all tests, which only read it.
 *
 * @param lidc the folder that the crop set was ingested from
 * @param crops two nodules a patient
 * @param model of malignancy, spiculation and diameter, two folds; the first five patients were a
 *     subgroup
 */
record TinyRoad(Path lidc, Path crops, Path model) {
  static final int PATIENTS = 12;
  static final int SUBGROUP = 5;

  private static @Nullable TinyRoad made;

  static synchronized TinyRoad get() throws IOException {
    if (made == null) {
      made = in(Files.createTempDirectory("tiny-road"));
    }
    return made;
  }

  private static TinyRoad in(Path folder) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    Path lidc = HandMadeLidcCrops.write(folder.resolve("lidc"), PATIENTS);
    Path crops = folder.resolve("crops");
    run("ingest", "--dataset", "lidc-crops", "--root", lidc + "", "--out", crops + "");
    Path model = folder.resolve("model");
    run(
        "train",
        "--crops",
        crops + "",
        "--tasks",
        "malignancy,spiculation,diameter",
        "--preset",
        "tiny",
        "--folds",
        "2",
        "--epochs",
        "1",
        "--subgroup",
        "first=" + firstPatients(crops, folder.resolve("first-patients.csv")),
        "--out",
        model + "");
    return new TinyRoad(lidc, crops, model);
  }

  private static Path firstPatients(Path crops, Path list) throws IOException {
    List<String> patients =
        Written.table(crops.resolve("manifest.csv")).stream()
            .map(row -> row.get("patient_id"))
            .distinct()
            .limit(SUBGROUP)
            .toList();
    return Files.writeString(list, "patient_id\n" + String.join("\n", patients) + "\n");
  }

  private static void run(String... words) {
    Run run = Run.of(words);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            words[0].equals("ingest") ? "nodules: 24 in, 24 kept, 0 rejected" : "diameter alone");
  }

  private static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
