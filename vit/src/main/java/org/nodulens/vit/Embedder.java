package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
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

  /** So many tokens at a time keep an engine busy; more only take memory. */
  private static final int TOKENS_AT_ONCE = 1024;

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

  /** How many nodules keep an engine busy: one does not where its images are few and small. */
  public int nodulesAtOnce() {
    InputSpec input = sampler.spec();
    int images = shifts().size() * input.views().size() * input.symmetries().size();
    return Math.max(1, TOKENS_AT_ONCE / (images * description.config().tokens()));
  }

  /** The mean class embedding, (D). Safe for use by several threads. */
  public float[] embedding(CtVolume volume, PatientPoint center) throws IOException {
    return means(List.of(images(volume, center))).get(0);
  }

  /**
   * Those of some crops, each as if it were alone, (D) a crop. Safe for use by several threads.
   *
   * @param crops of the set
   */
  public List<float[]> embeddings(CropSet set, List<CropRecord> crops) throws IOException {
    List<List<float[]>> images = new ArrayList<>();
    for (CropRecord crop : crops) {
      images.add(images(set.volume(crop), set.center(crop)));
    }
    return means(images);
  }

  private List<float[]> images(CtVolume volume, PatientPoint center) throws IOException {
    List<float[]> images = new ArrayList<>();
    for (PatchShift shift : shifts()) {
      images.addAll(sampler.images(volume, center, shift));
    }
    return images;
  }

  /** Over each nodule's images. */
  private List<float[]> means(List<List<float[]>> images) {
    Iterator<BlockInput> inputs =
        trunk.blockInputs(images.stream().flatMap(List::stream).toList()).iterator();
    List<float[]> means = new ArrayList<>();
    for (List<float[]> ofNodule : images) {
      float[] mean = new float[width()];
      for (int i = 0; i < ofNodule.size(); i++) {
        float[] embedding = lastBlock.forward(inputs.next()).embedding();
        Rows.addScaled(mean, 1f / ofNodule.size(), embedding);
      }
      means.add(mean);
    }
    return means;
  }

  private List<PatchShift> shifts() {
    return passes == Passes.ALL ? description.shifts() : List.of(PatchShift.NONE);
  }

  @Override
  public void close() {
    trunk.close();
  }
}
