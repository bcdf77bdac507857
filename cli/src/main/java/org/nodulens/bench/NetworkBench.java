package org.nodulens.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.vit.Head;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;

/** One nodule through one model: predicted, explained by each method, in each engine. */
final class NetworkBench implements AutoCloseable {
  /** What maps are held against: the prediction alone. */
  static final String FORWARD = "prediction alone";

  /** The peer: all blocks forwards and backwards, as gradients are usually had. */
  static final String BACKWARD = "full forward and backward (pytorch)";

  private final String part;
  private final ModelFolder model;
  private final CtVolume volume = BenchModel.volume();
  private final List<Contender> contenders = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  NetworkBench(String part, ModelFolder model) {
    this.part = part;
    this.model = model;
  }

  List<Contender> contenders() {
    return contenders;
  }

  /** The engine's prediction and maps. */
  void add(TrunkEngine engine, List<ImportanceEstimator> methods) throws IOException {
    NoduleClassifier classifier = NoduleClassifier.load(model, engine);
    open.push(classifier);
    Explainer explainer = new Explainer(classifier);
    open.push(explainer);
    add(
        FORWARD + " (" + engine.name() + ")",
        () -> classifier.predict(classifier.passes(volume, PatientPoint.ORIGIN)));
    List<Task> tasks = List.of(model.description().tasks().get(0));
    for (ImportanceEstimator method : methods) {
      add(
          method.id() + " (" + engine.name() + ")",
          () -> explainer.explain(volume, PatientPoint.ORIGIN, List.of(method), tasks));
    }
  }

  /** The peer, an image at a time, for each of the model's passes. */
  void addBackward(ProbeEngine engine) throws IOException {
    NetworkProbe probe = engine.probe(model.weights());
    open.push(probe);
    Head head = model.head(model.weights());
    InputSampler sampler = new InputSampler(model.description().input());
    add(
        BACKWARD,
        () -> {
          for (PatchShift shift : model.description().shifts()) {
            for (float[] image : sampler.images(volume, PatientPoint.ORIGIN, shift)) {
              probe.pixelGradients(
                  List.of(image), embedding -> List.of(head.gradient(0, embedding)));
            }
          }
        });
  }

  /**
   * The peer of methods that look at the last block alone: that block forwards (the class token's
   * row of it, which is all that a score needs) and backwards for each sample. Here it is a network
   * of one block.
   */
  void addLastBlocks(ProbeEngine engine, ModelFolder oneBlock, int samples) throws IOException {
    NetworkProbe probe = engine.probe(oneBlock.weights());
    open.push(probe);
    Head head = oneBlock.head(oneBlock.weights());
    InputSpec input = oneBlock.description().input();
    List<float[]> images =
        Collections.nCopies(
            samples,
            new InputSampler(input).images(volume, PatientPoint.ORIGIN, PatchShift.NONE).get(0));
    add(
        samples + " last blocks, forward and backward (pytorch)",
        () -> probe.pixelGradients(images, embedding -> List.of(head.gradient(0, embedding))));
  }

  private void add(String name, Contender.Work work) {
    contenders.add(new Contender(part, name, work));
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
