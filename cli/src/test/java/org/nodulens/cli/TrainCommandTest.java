package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final int PATIENTS = 24;

  @TempDir private static Path folder;
  private static Path crops;

  @BeforeAll
  static void ingest() throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), PATIENTS);
    crops = folder.resolve("crops");
    Run ingest =
        Run.of("ingest", "--dataset", "lidc-crops", "--root", root + "", "--out", crops + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
  }

  private static Run train(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--crops", crops + "", "--preset", "tiny", "--folds", "2"));
    arguments.addAll(List.of("--epochs", "1", "--out", out + ""));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void every_number_that_was_asked_for_stands_in_the_model() throws IOException {
    Path out = folder.resolve("numbers");
    Run run =
        train(
            out,
            "--tasks",
            "malignancy=soft:2,spiculation=mean:2",
            "--rate",
            "2e-3",
            "--average",
            "0.9",
            "--patience",
            "5",
            "--accumulate",
            "2",
            "--hidden",
            "16",
            "--shifts",
            "2");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode model = json(out.resolve("model.json"));
    JsonNode training = model.get("provenance").get("training");
    assertThat(training.get("rate").asDouble()).isEqualTo(2e-3);
    assertThat(training.get("average").asDouble()).isEqualTo(0.9);
    assertThat(training.get("patience").asInt()).isEqualTo(5);
    assertThat(training.get("accumulate").asInt()).isEqualTo(2);
    assertThat(training.get("weight_decay").asDouble()).isEqualTo(0.05); // the usual one
    assertThat(model.get("input").get("shifts").asInt()).isEqualTo(2);
    assertThat(model.get("tasks").get(1).get("label_rule").asText()).isEqualTo("mean:2");
    assertThat(model.get("provenance").get("validated_on_crops").asInt()).isZero();
    assertThat(
            json(out.resolve("folds/0/model.json"))
                .get("provenance")
                .get("validated_on_patients")
                .asInt())
        .isEqualTo(2); // of 12, in ten parts: the first has two
    assertThat(out.resolve("head.safetensors")).exists();
    assertThat(out.resolve("folds/0/validation.csv")).exists();
    assertThat(Files.readString(out.resolve("training.svg"))).startsWith("<svg");
    assertThat(Files.readString(out.resolve("MODEL_CARD.md"))).contains("rate 0.002");

    Path maps = folder.resolve("maps");
    Run explain =
        Run.of(
            "explain",
            "--model",
            out + "",
            "--crops",
            crops + "",
            "--overlays",
            "0",
            "--out",
            maps + "");
    assertThat(explain.status()).as(explain.err()).isZero();
    JsonNode cdam = json(maps.resolve("maps.json")).get("methods").get("cdam");
    assertThat(cdam.get("shifts").asInt()).isEqualTo(2);
    assertThat(cdam.get("rows").asInt()).isEqualTo(16); // of 64 pixels, patches of 8
  }

  @Test
  void the_papers_protocol_says_on_the_screen_how_much_it_leaks() {
    Run run = train(folder.resolve("paper"), "--tasks", "malignancy", "--protocol", "paper");
    assertThat(run.status()).as(run.err()).isZero();
    // two nodules a patient, dealt out to two folds: chance parts about half of the pairs
    assertThat(run.out()).containsPattern("protocol paper: [2-8]\\d % of the held-out nodules");
    assertThat(run.out()).contains("folds by nodule share patients");
  }

  @Test
  void options_that_make_no_sense_get_one_line_and_leave_no_folder() {
    List<List<String>> mistakes =
        List.of(
            List.of("--rate", "0", "rate must be a number from"),
            List.of("--batch", "2.5", "batch must be a whole number from 1"),
            List.of("--shifts", "9", "shifts must be 1 to 8, got 9"),
            List.of("--validation", "0.9", "must be 0 to 0.5, got 0.9"),
            List.of("--protocol", "nodules", "protocol must be patients or paper"),
            List.of("--layers", "last:0", "last:N needs N of at least 1"),
            List.of("--layers", "last:2", "--layers last:2 needs a --backbone"),
            List.of("--tasks", "texture:multiclass", "cannot be learned as asked"),
            List.of("--tasks", "malignancy=best", "has rule best; there are median-no-3, soft"),
            List.of("--tasks", "Malignancy", "a task is NAME"));
    for (List<String> mistake : mistakes) {
      Path out = folder.resolve("mistake");
      Run run = train(out, mistake.get(0), mistake.get(1));
      assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.WRONG_USE);
      assertThat(run.err()).contains(mistake.get(2));
      assertThat(out).doesNotExist();
    }
    Run colour = train(folder.resolve("colour"), "--tasks", "malignancy,colour");
    assertThat(colour.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(colour.err()).contains("has no label_colour");
    assertThat(folder.resolve("colour")).doesNotExist();
  }
}
