package org.nodulens.faithfulness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/** Says what was done, in a few sentences, and by what. */
public final class BenchmarkPreface {
  private final BenchmarkOrigin origin;
  private final String identity;
  private final List<String> paragraphs;

  private BenchmarkPreface(BenchmarkOrigin origin, String identity, List<String> paragraphs) {
    this.origin = origin;
    this.identity = identity;
    this.paragraphs = List.copyOf(paragraphs);
  }

  /** What is known before the work. */
  public static BenchmarkPreface of(
      ScoringModels models, CropSet set, BenchmarkSample sample, BenchmarkRequest request)
      throws IOException {
    String weights = models.model().weightsSha256();
    String manifest = set.manifestSha256();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "Model with weights "
            + weights.substring(0, 12)
            + ", tasks "
            + String.join(", ", request.tasks().stream().map(Task::name).toList())
            + ". Crop set of "
            + set.header().source()
            + ": "
            + sample.crops().size()
            + " of "
            + sample.ofCrops()
            + " nodules, all those of "
            + sample.patients()
            + " of "
            + sample.ofPatients()
            + " patients, seed "
            + request.seed()
            + ".");
    paragraphs.add(perturbation(models.model().description().input(), request));
    if (set.header().source().equals("lidc-crops")) {
      paragraphs.add(
          "The contours of lidc-crops lie about one pixel left of and above what they outline; as"
              + " given they cost every map some overlap, and small nodules most. Moved by (1, 1)"
              + " pixels they fit."
              + request
                  .contourMove()
                  .map(
                      move -> " Moved here means by (" + move.columns() + ", " + move.rows() + ").")
                  .orElse(" --move-contours 1,1 measures that too."));
    }
    StringBuilder identity = new StringBuilder(weights + "\n" + manifest + "\n");
    for (ModelFolder fold : models.model().folds()) {
      identity.append(fold.weightsSha256()).append('\n');
    }
    return new BenchmarkPreface(
        new BenchmarkOrigin(weights, manifest, paragraphs), identity.toString(), paragraphs);
  }

  private static String perturbation(InputSpec input, BenchmarkRequest request) {
    int passes = input.views().size() * input.symmetries().size() * input.shifts() * input.shifts();
    return "A map is the mean over the "
        + passes
        + " passes of a prediction. Pixels are taken away from the upright, unmoved pass of each"
        + " view, and the score is that pass's raw output; "
        + (request.fill() == Fill.MEAN ? "the image's mean" : "the blurred image")
        + " stands in their place. "
        + PerturbationCurve.STEPS
        + " steps of equal area; "
        + BoxSensitivity.BOXES
        + " boxes of each size, the same for every map. Reference of the tests: "
        + request.reference()
        + ".";
  }

  /** Of all that results depend on beside the options. */
  public String identity() {
    return identity;
  }

  /** What the results are of, as benchmark.json says it, in the words of {@link #paragraphs}. */
  public BenchmarkOrigin origin(List<CropResult> results) {
    return new BenchmarkOrigin(origin.modelSha256(), origin.manifestSha256(), paragraphs(results));
  }

  /** The sentences, with what the results say of who spoke. */
  public List<String> paragraphs(List<CropResult> results) {
    Map<String, Integer> networks = new TreeMap<>();
    results.forEach(
        result -> networks.merge(result.scores().get(0).subject().model(), 1, Integer::sum));
    List<String> spoke = new ArrayList<>();
    networks.forEach((network, crops) -> spoke.add(network + " " + crops));
    List<String> all = new ArrayList<>(paragraphs);
    all.add("Nodules by network: " + String.join(", ", spoke) + ".");
    return all;
  }
}
