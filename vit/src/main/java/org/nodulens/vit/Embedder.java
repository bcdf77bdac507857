package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;

/** Class embeddings of nodules under a model or a backbone; it needs no head. */
public final class Embedder implements AutoCloseable {
  /** Over which of the model's passes an embedding is the mean. */
  public enum Passes {
    /** Every view, shift and symmetry, as in a prediction. */
    ALL,
    /** Each view once, centred on the nodule and not turned. */
    PLAIN
  }

  private final ModelFolder model;
  private final String engine;
  private final ModelDescription description;
  private final Passes passes;
  private final InputSampler sampler;
  private final Trunk trunk;
  private final LastBlock lastBlock;

  private Embedder(ModelFolder model, TrunkEngine engine, Passes passes) throws IOException {
    VitWeights weights = model.weights();
    this.model = model;
    this.engine = engine.name();
    this.description = model.description();
    this.passes = passes;
    this.sampler =
        new InputSampler(
            passes == Passes.ALL
                ? description.input()
                : description.input().withSymmetries(List.of(Symmetry.IDENTITY)).withShifts(1));
    this.trunk = engine.load(weights);
    this.lastBlock = new LastBlock(weights);
  }

  /** Loads a model's final network into an engine. The caller closes it. */
  public static Embedder load(ModelFolder model, TrunkEngine engine, Passes passes)
      throws IOException {
    return new Embedder(model, engine, passes);
  }

  public ModelFolder model() {
    return model;
  }

  /** The engine's name, as results record it. */
  public String engine() {
    return engine;
  }

  public Passes passes() {
    return passes;
  }

  /** D. */
  public int width() {
    return description.config().width();
  }

  /** The mean class embedding, (D). Safe for use by several threads. */
  public float[] embedding(CtVolume volume, PatientPoint center) throws IOException {
    List<float[]> images = new ArrayList<>();
    for (PatchShift shift : shifts()) {
      images.addAll(sampler.images(volume, center, shift));
    }
    float[] mean = new float[width()];
    for (BlockInput x : trunk.blockInputs(images)) {
      Rows.addScaled(mean, 1f / images.size(), lastBlock.forward(x).embedding());
    }
    return mean;
  }

  private List<PatchShift> shifts() {
    return passes == Passes.ALL ? description.shifts() : List.of(PatchShift.NONE);
  }

  @Override
  public void close() {
    trunk.close();
  }
}
