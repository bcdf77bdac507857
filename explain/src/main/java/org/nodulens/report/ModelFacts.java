package org.nodulens.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Task;
import org.nodulens.vit.VitConfig;

/** A model in short: what it is, and what its card says it is for. */
final class ModelFacts {
  private static final String CARD = "MODEL_CARD.md";

  /** Longer cards are cut: a report is not the place for them. */
  private static final int MOST_SENTENCES = 12;

  private static final long LONGEST_CARD_BYTES = 1 << 20;

  private ModelFacts() {}

  static String of(ModelFolder folder, ModelIdentity identity) throws IOException {
    ModelDescription model = folder.description();
    VitConfig config = model.config();
    InputSpec input = model.input();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Network",
            "Vision Transformer, width "
                + config.width()
                + ", depth "
                + config.depth()
                + ", "
                + config.heads()
                + " heads, patches of "
                + config.patch()
                + " pixels"));
    rows.add(
        List.of(
            "Looks at",
            Math.round(input.fieldOfViewMm())
                + " mm, views "
                + input.views().size()
                + ", symmetries "
                + input.symmetries().size()
                + ", shifts "
                + model.shifts().size()));
    rows.add(List.of("Tasks", String.join(", ", model.tasks().stream().map(Task::name).toList())));
    rows.add(
        List.of(
            "Training patients",
            model.trainingPatients().hashes().isEmpty()
                ? Shown.UNKNOWN
                : Integer.toString(model.trainingPatients().hashes().size())));
    rows.add(List.of("Weights (SHA-256)", identity.sha256()));
    rows.add(List.of("Engine", identity.engine()));
    return Html.table(List.of("Model", ""), rows) + Html.list(card(folder.path().resolve(CARD)));
  }

  /** The card's first bullets: data, how it was trained, what it is for and not for. */
  private static List<String> card(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_CARD_BYTES) {
      return List.of("The model comes without a card.");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> bullets =
        text.lines()
            .filter(line -> line.startsWith("- "))
            .limit(MOST_SENTENCES)
            .map(line -> line.substring(2).strip())
            .toList();
    return bullets.isEmpty() ? List.of("The model's card has no summary.") : bullets;
  }
}
