package org.nodulens.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;

/**
 * The features of crops under a frozen trunk, each computed once: the class embedding, averaged
 * over the model's views and symmetries as in a prediction.
 */
final class FeatureCache implements AutoCloseable {
  private final CropSet set;
  private final InputSampler sampler;
  private final List<PatchShift> shifts;
  private final Trunk trunk;
  private final LastBlock lastBlock;
  private final Map<String, float[]> byCropId = new HashMap<>();

  FeatureCache(CropSet set, TrainedModel model, TrunkEngine engine) {
    this.set = set;
    this.sampler = new InputSampler(model.input());
    this.shifts = PatchShift.all(model.input().shifts(), model.weights().config().patch());
    this.trunk = engine.load(model.weights());
    this.lastBlock = new LastBlock(model.weights());
  }

  /** (D). The cache's own array: read only. */
  float[] of(CropRecord crop) throws IOException {
    float[] known = byCropId.get(crop.cropId());
    if (known == null) {
      known = embedding(crop);
      byCropId.put(crop.cropId(), known);
    }
    return known;
  }

  private float[] embedding(CropRecord crop) throws IOException {
    List<BlockInput> inputs = new ArrayList<>();
    for (PatchShift shift : shifts) {
      inputs.addAll(trunk.blockInputs(sampler.images(set.volume(crop), set.center(crop), shift)));
    }
    float[] mean = new float[inputs.get(0).width()];
    for (BlockInput input : inputs) {
      float[] embedding = lastBlock.forward(input).embedding();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding[i] / inputs.size();
      }
    }
    return mean;
  }

  @Override
  public void close() {
    trunk.close();
  }
}
