package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;

/** A model ready to run: sampler, trunk in an engine, last block and head in plain Java. */
public final class NoduleClassifier implements AutoCloseable {
  /** So many images go through the engine at once: memory stays bounded. */
  private static final int LARGEST_BATCH = 64;

  private final ModelFolder folder;
  private final BiFunction<String, Tensor, Tensor> change;
  private final ModelDescription description;
  private final InputSampler sampler;
  private final Trunk trunk;
  private final LastBlock lastBlock;
  private final Head head;

  private NoduleClassifier(
      ModelFolder folder, BiFunction<String, Tensor, Tensor> change, TrunkEngine engine)
      throws IOException {
    VitWeights weights = folder.weights().changed(change);
    this.folder = folder;
    this.change = change;
    this.description = folder.description();
    this.sampler = new InputSampler(description.input());
    this.lastBlock = new LastBlock(weights);
    this.head = folder.head(weights, change);
    this.trunk = engine.load(weights);
  }

  /** Loads a model into an engine. The caller closes it. */
  public static NoduleClassifier load(ModelFolder folder, TrunkEngine engine) throws IOException {
    return loadChanged(folder, engine, (name, tensor) -> tensor);
  }

  /**
   * Loads a model with other values in its tensors, such as random ones. The caller closes it.
   *
   * @param change from a tensor's name and values, trunk or head, to values of the same shape
   */
  public static NoduleClassifier loadChanged(
      ModelFolder folder, TrunkEngine engine, BiFunction<String, Tensor, Tensor> change)
      throws IOException {
    if (folder.description().tasks().isEmpty()) {
      throw new ModelFormatException(
          folder.path() + " is a backbone without tasks: train a head on it first");
    }
    return new NoduleClassifier(folder, change, engine);
  }

  public ModelDescription description() {
    return description;
  }

  /** The weights, read anew: what runs here keeps no second copy of them. */
  public VitWeights weights() throws IOException {
    return folder.weights().changed(change);
  }

  public LastBlock lastBlock() {
    return lastBlock;
  }

  public Head head() {
    return head;
  }

  /** Where a view's pixels lie before any shift. */
  public VolumeGeometry plane(CtVolume volume, PatientPoint center, View view) {
    return sampler.plane(volume, center, view);
  }

  /**
   * Runs every shift, view and symmetry of one nodule, a batch of the engine a shift: what comes
   * out does not depend on other nodules.
   */
  public List<Pass> passes(CtVolume volume, PatientPoint center) throws IOException {
    List<Pass> passes = new ArrayList<>();
    for (PatchShift shift : description.shifts()) {
      tracedPasses(volume, center, shift).forEach(traced -> passes.add(traced.pass()));
    }
    return passes;
  }

  /** The same passes with what went into them, for those who explain them. */
  public List<TracedPass> tracedPasses(CtVolume volume, PatientPoint center) throws IOException {
    List<TracedPass> passes = new ArrayList<>();
    for (PatchShift shift : description.shifts()) {
      passes.addAll(tracedPasses(volume, center, shift));
    }
    return passes;
  }

  private List<TracedPass> tracedPasses(CtVolume volume, PatientPoint center, PatchShift shift)
      throws IOException {
    List<float[]> images = sampler.images(volume, center, shift);
    Iterator<float[]> pixels = images.iterator();
    Iterator<BlockInput> inputs = trunk.blockInputs(images).iterator();
    List<TracedPass> passes = new ArrayList<>();
    for (View view : description.input().views()) {
      VolumeGeometry plane = sampler.plane(volume, center, view, shift);
      for (Symmetry symmetry : description.input().symmetries()) {
        BlockInput x = inputs.next();
        Pass pass = new Pass(view, shift, symmetry, plane, lastBlock.forward(x));
        passes.add(new TracedPass(pass, pixels.next(), x));
      }
    }
    return passes;
  }

  /**
   * The head's raw outputs for images that were made elsewhere, each by itself.
   *
   * @param images normalised pixels, (channels, rows, columns)
   * @return (C) an image, in order
   */
  public List<float[]> outputs(List<float[]> images) {
    List<float[]> outputs = new ArrayList<>();
    for (int first = 0; first < images.size(); first += LARGEST_BATCH) {
      int end = Math.min(images.size(), first + LARGEST_BATCH);
      for (BlockInput input : trunk.blockInputs(images.subList(first, end))) {
        outputs.add(head.apply(lastBlock.forward(input).embedding()));
      }
    }
    return outputs;
  }

  /** The mean class embedding over the passes, (D). */
  public static float[] embedding(List<Pass> passes) {
    return HeadPredictor.mean(embeddings(passes));
  }

  /** One prediction a task: the head's outputs, averaged over the passes. */
  public List<Prediction> predict(List<Pass> passes) {
    return new HeadPredictor(description, head).predict(embeddings(passes));
  }

  private static List<float[]> embeddings(List<Pass> passes) {
    return passes.stream().map(pass -> pass.classToken().embedding()).toList();
  }

  @Override
  public void close() {
    trunk.close();
  }
}
