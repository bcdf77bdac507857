package org.nodulens.vit.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Task;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TwoLayerHead;
import org.nodulens.vit.VitConfig;

/**
 * The whole network as ONNX operators of the standard: from pixels, as the sampler gives them, to
 * {@code scores}, the head's raw outputs, and a value a task under the task's name.
 */
final class ClassifierGraph {
  static final String SCORES = "scores";

  private final OnnxGraph graph = new OnnxGraph();
  private final ModelDescription description;

  private ClassifierGraph(ModelDescription description) {
    this.description = description;
  }

  /**
   * The network of a model.
   *
   * @param head the tensors of a head of two layers; empty where it is linear
   */
  static OnnxGraph of(ModelDescription description, Map<String, Tensor> head) {
    ClassifierGraph classifier = new ClassifierGraph(description);
    String scores = classifier.head(classifier.embedding(), head);
    classifier.graph.output(
        SCORES, scores, description.tasks().stream().mapToInt(Task::outputs).sum());
    for (Task task : description.tasks()) {
      classifier.graph.output(task.name(), classifier.value(task, scores), task.outputs());
    }
    return classifier.graph;
  }

  /** The class token after the final norm: (B, D). */
  private String embedding() {
    VitConfig config = description.config();
    TrunkGraph trunk =
        new TrunkGraph(
            graph, config, new FloatLayers(graph), new HeadMixing.Standard(graph, config));
    String x =
        trunk.tokens(
            graph.input(
                OnnxTrunk.PIXELS,
                config.channels(),
                config.image().rows(),
                config.image().columns()));
    for (int block = 0; block < config.depth(); block++) {
      x = trunk.block(block, x);
    }
    String tokens = graph.reshape(x, -1, config.tokens(), config.width());
    String first = slice(tokens, 1, 0, 1); // (B, 1, D)
    return trunk.norm("norm", graph.reshape(first, -1, config.width()));
  }

  private String head(String embedding, Map<String, Tensor> head) {
    VitConfig config = description.config();
    LinearLayers linear = new FloatLayers(graph);
    if (head.isEmpty()) {
      return linear.apply("head", embedding, config.width(), config.outputs());
    }
    Tensor second = Objects.requireNonNull(head.get(TwoLayerHead.TENSORS.get(2)));
    int outputs = second.shape()[0];
    int hidden = second.shape()[1];
    String inner = linear.apply("head.fc1", embedding, config.width(), hidden);
    return linear.apply("head.fc2", TrunkGraph.gelu(graph, inner), hidden, outputs);
  }

  /** As {@link Task#value}; of several classes the probabilities. */
  private String value(Task task, String scores) {
    int first = description.firstOutput(task);
    String own = slice(scores, 1, first, first + task.outputs());
    return switch (task.kind()) {
      case BINARY -> graph.node("Sigmoid", List.of(own));
      case MULTICLASS -> graph.node("Softmax", List.of(own), Attribute.of("axis", -1));
      case REGRESSION -> unscaled(task.scaling(), own);
    };
  }

  private String unscaled(Task.Scaling scaling, String score) {
    String product = graph.node("Mul", List.of(score, graph.number(scaling.std())));
    String x = graph.node("Add", List.of(product, graph.number(scaling.mean())));
    return scaling.logarithmic() ? graph.node("Exp", List.of(x)) : x;
  }

  private String slice(String x, int axis, int from, int to) {
    return graph.node(
        "Slice", List.of(x, graph.integers(from), graph.integers(to), graph.integers(axis)));
  }
}
