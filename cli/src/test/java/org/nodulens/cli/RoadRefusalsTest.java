package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.cli.Written.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes, leaks and damaged inputs, each with a line that names them. */
class RoadRefusalsTest {
  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    crops = TinyRoad.get().crops();
    model = TinyRoad.get().model();
  }

  @Test
  void a_backbone_that_knows_the_held_out_patients_fails_the_run() throws IOException {
    Path out = folder.resolve("leak");
    Run run =
        Run.of(
            "train",
            "--crops",
            crops + "",
            "--backbone",
            model + "",
            "--layers",
            "head",
            "--tasks",
            "malignancy",
            "--folds",
            "3",
            "--epochs",
            "1",
            "--out",
            out + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(run)).contains("was trained on patients that fold 1 of 3 would hold out");
    assertThat(out).doesNotExist();
  }

  @Test
  void mistakes_get_one_line_and_leave_no_folder() throws IOException {
    Path out = folder.resolve("nothing");
    Run task =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--tasks",
            "mood",
            "--out",
            out + "");
    assertThat(task.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(task.err()).contains("no task mood").hasLineCount(1);
    Run head = Run.of("train", "--crops", crops + "", "--layers", "head", "--out", out + "");
    assertThat(head.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(head.err()).contains("--backbone");
    Run twice =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--methods",
            "cdam,cdam",
            "--out",
            out + "");
    assertThat(twice.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(twice.err()).contains("--methods names something twice");
    Run inside =
        Run.of(
            "ingest", "--dataset", "lidc-crops", "--root", crops + "", "--out", crops + "/inside");
    assertThat(inside.status()).isEqualTo(ExitStatus.WRONG_USE);
    Run vast =
        Run.of(
            "ingest",
            "--dataset",
            "phantom",
            "--root",
            crops + "",
            "--shape",
            "9999,9999,9999",
            "--out",
            out + "");
    assertThat(vast.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(vast.err()).contains("--shape");
    Run readyMade =
        Run.of(
            "ingest",
            "--dataset",
            "lidc-crops",
            "--root",
            TinyRoad.get().lidc() + "",
            "--shape",
            "32",
            "--out",
            out + "");
    assertThat(readyMade.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(readyMade.err())
        .contains("--shape is for scans: the crops of --dataset lidc-crops keep their own grid");
    Run point =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--series",
            crops + "",
            "--point",
            "1,2",
            "--out",
            out + "");
    assertThat(point.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(point.err()).contains("expected three numbers x,y,z in mm, got 1,2");
    Run occupied =
        Run.of("predict", "--model", model + "", "--crops", crops + "", "--out", crops + "");
    assertThat(occupied.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(occupied.err()).contains("--overwrite");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("nothing.partial")).doesNotExist();
  }

  @Test
  void damaged_inputs_are_named_and_leave_no_folder() throws IOException {
    Path out = folder.resolve("never");
    Path broken = copy(crops, folder.resolve("broken-crops"));
    Files.delete(broken.resolve("crops-00000.npy"));
    Run shard = Run.of("predict", "--model", model + "", "--crops", broken + "", "--out", out + "");
    assertThat(shard.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(shard)).contains("crops-00000.npy");
    Path altered = copy(crops, folder.resolve("altered-crops"));
    byte[] shardBytes = Files.readAllBytes(altered.resolve("crops-00000.npy"));
    shardBytes[shardBytes.length - 1] ^= 1;
    Files.write(altered.resolve("crops-00000.npy"), shardBytes);
    Run bits = Run.of("predict", "--model", model + "", "--crops", altered + "", "--out", out + "");
    assertThat(bits.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(bits)).contains("SHA-256 differs");
    Path future = folder.resolve("future-model");
    Files.createDirectories(future);
    String description = Files.readString(model.resolve("model.json"));
    Files.writeString(
        future.resolve("model.json"), description.replace("nodulens-model/1", "nodulens-model/7"));
    Run format =
        Run.of("predict", "--model", future + "", "--crops", crops + "", "--out", out + "");
    assertThat(format.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(format)).contains("nodulens-model/7").contains("nodulens-model/1");
    assertThat(out).doesNotExist();
  }

  private static String lastLine(Run run) {
    List<String> lines = run.err().lines().toList();
    return lines.get(lines.size() - 1);
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }
}
