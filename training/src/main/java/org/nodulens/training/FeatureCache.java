package org.nodulens.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.HeadPredictor;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.volumeio.Sha256;

/**
 * The features of crops under a frozen trunk, each computed once: the class embeddings of the
 * model's shifts, views and symmetries as in a prediction, or their mean.
 */
final class FeatureCache implements AutoCloseable {
  /** To be counted up when the same inputs would give other features. */
  private static final int VERSION = 2;

  /** What is kept of a crop. */
  enum Kept {
    MEAN,
    PASSES
  }

  private final CropSet set;
  private final TrainedModel model;
  private final Kept kept;
  private final InputSampler sampler;
  private final String engine;
  private final Trunk trunk;
  private final LastBlock lastBlock;
  private final TrainingListener listener;
  private final Map<String, List<float[]>> byCropId = new HashMap<>();

  FeatureCache(
      CropSet set, TrainedModel model, TrunkEngine engine, Kept kept, TrainingListener listener) {
    this.set = set;
    this.listener = listener;
    this.model = model;
    this.kept = kept;
    this.sampler = new InputSampler(model.input());
    this.engine = engine.name();
    this.trunk = engine.load(model.weights());
    this.lastBlock = new LastBlock(model.weights());
  }

  /** (D) each. The cache's own arrays: read only. Several threads may ask, one computes. */
  synchronized List<float[]> of(CropRecord crop) throws IOException {
    List<float[]> known = byCropId.get(crop.cropId());
    if (known == null) {
      known = embeddings(crop);
      byCropId.put(crop.cropId(), known);
      listener.features(byCropId.size(), set.records().size());
    }
    return known;
  }

  /** Takes every crop's features from a file that has them, or computes them and writes it. */
  void fill(FeatureFile file) throws IOException {
    String key = key();
    int width = model.weights().config().width();
    Optional<Map<String, List<float[]>>> stored = file.read(key, set.records(), rows(), width);
    if (stored.isPresent()) {
      byCropId.putAll(stored.get());
      return;
    }
    List<List<float[]>> all = new ArrayList<>();
    for (CropRecord crop : set.records()) {
      all.add(of(crop));
    }
    file.write(key, all);
  }

  private int rows() {
    return kept == Kept.MEAN ? 1 : passes();
  }

  private int passes() {
    int shifts = model.input().shifts() * model.input().shifts();
    return shifts * model.input().views().size() * model.input().symmetries().size();
  }

  /** Hash of all that features depend on: data, trunk, the way from HU to pixels, the engine. */
  private String key() throws IOException {
    StringBuilder all = new StringBuilder();
    all.append(VERSION).append(' ').append(kept).append(' ').append(engine).append('\n');
    all.append(Sha256.of(set.folder().resolve("manifest.csv"))).append('\n');
    all.append(model.input()).append('\n');
    all.append(model.weights().withoutHead().config()).append('\n');
    for (Map.Entry<String, Tensor> named : model.weights().withoutHead().tensors().entrySet()) {
      all.append(named.getKey()).append(' ').append(hash(named.getValue())).append('\n');
    }
    return Sha256.of(all.toString());
  }

  private static String hash(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.values().length);
    bytes.asFloatBuffer().put(tensor.values());
    return Sha256.of(bytes.array());
  }

  private List<float[]> embeddings(CropRecord crop) throws IOException {
    List<float[]> embeddings = new ArrayList<>();
    for (PatchShift shift :
        PatchShift.all(model.input().shifts(), model.weights().config().patch())) {
      for (BlockInput input :
          trunk.blockInputs(sampler.images(set.volume(crop), set.center(crop), shift))) {
        embeddings.add(lastBlock.forward(input).embedding());
      }
    }
    return kept == Kept.MEAN ? List.of(HeadPredictor.mean(embeddings)) : embeddings;
  }

  @Override
  public void close() {
    trunk.close();
  }
}
