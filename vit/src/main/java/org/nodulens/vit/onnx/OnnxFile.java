package org.nodulens.vit.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitWeights;

/**
 * A model as an ONNX file for other programs: the whole classifier, opset 17. Weights beyond 256
 * MiB lie in a second file beside it, because a file in this format ends at 2 GiB.
 */
public final class OnnxFile {
  /** Weights of more bytes get a file of their own. */
  private static final long MOST_INSIDE = 1L << 28;

  private final OnnxGraph graph;
  private final TrunkWeights weights;
  private final long mostInside;

  private OnnxFile(OnnxGraph graph, TrunkWeights weights, long mostInside) {
    this.graph = graph;
    this.weights = weights;
    this.mostInside = mostInside;
  }

  /** Reads a model's weights. */
  public static OnnxFile of(ModelFolder model) throws IOException {
    return of(model, MOST_INSIDE);
  }

  static OnnxFile of(ModelFolder model, long mostInside) throws IOException {
    Map<String, Tensor> head = model.headTensors();
    VitWeights trunk = model.weights();
    OnnxGraph graph = ClassifierGraph.of(model.description(), head);
    graph.note("model_sha256", model.weightsSha256());
    graph.note(
        "pixels",
        "HU windowed to 0 ... 1, less the mean, divided by the standard deviation; a prediction is"
            + " the mean of the scores over views, shifts and symmetries");
    graph.note("input", model.description().input().toString());
    return new OnnxFile(graph, new TrunkWeights(trunk, head), mostInside);
  }

  /** Whether there is a second file. */
  public boolean hasWeightsApart() {
    return graph.weights().stream().mapToLong(OnnxWeight::bytes).sum() > mostInside;
  }

  /**
   * Writes the model.
   *
   * @param weightsFile the name of the second file, beside the model; not used where there is none
   */
  public void writeModel(OutputStream out, String weightsFile) throws IOException {
    if (hasWeightsApart()) {
      long[] offset = {0};
      out.write(
          graph.model(
              weight -> {
                ProtoMessage placed = weight.in(weightsFile, offset[0]);
                offset[0] += weight.bytes();
                return placed;
              }));
    } else {
      out.write(graph.model(weight -> weight.with(bytes(weight))));
    }
  }

  /** Writes the second file, one tensor in memory at a time. */
  public void writeWeights(OutputStream out) throws IOException {
    for (OnnxWeight weight : graph.weights()) {
      out.write(bytes(weight));
    }
  }

  private byte[] bytes(OnnxWeight weight) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(weight.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    weights.write(weight, buffer);
    return buffer.array();
  }
}
