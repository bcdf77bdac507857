package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;

/** A model ready to run: sampler, trunk in an engine, last block and head in plain Java. */
public final class NoduleClassifier implements AutoCloseable {
  private final ModelFolder folder;
  private final ModelDescription description;
  private final InputSampler sampler;
  private final Trunk trunk;
  private final LastBlock lastBlock;
  private final Head head;

  private NoduleClassifier(ModelFolder folder, VitWeights weights, Head head, Trunk trunk) {
    this.folder = folder;
    this.description = folder.description();
    this.sampler = new InputSampler(description.input());
    this.trunk = trunk;
    this.lastBlock = new LastBlock(weights);
    this.head = head;
  }

  /** Loads a model into an engine. The caller closes it. */
  public static NoduleClassifier load(ModelFolder folder, TrunkEngine engine) throws IOException {
    if (folder.description().tasks().isEmpty()) {
      throw new ModelFormatException(
          folder.path() + " is a backbone without tasks: train a head on it first");
    }
    VitWeights weights = folder.weights();
    Head head = folder.head(weights);
    return new NoduleClassifier(folder, weights, head, engine.load(weights));
  }

  public ModelDescription description() {
    return description;
  }

  /** The weights, read anew: what runs here keeps no second copy of them. */
  public VitWeights weights() throws IOException {
    return folder.weights();
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
