package org.nodulens.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.View;

/**
 * The network over the validation patients after an epoch: one image a nodule, of the first view,
 * neither shifted nor turned, which is an eighth or less of the work of a prediction.
 */
final class ValidationPass {
  private static final int BATCH = 64;

  private final TrainableNetwork network;
  private final InputSampler sampler;
  private final Optional<TrainingData> data;
  private final Optional<HeldFigures> figures;

  ValidationPass(TrainableNetwork network, InputSampler sampler, Optional<TrainingData> data) {
    this.network = network;
    this.sampler = sampler;
    this.data = data;
    this.figures = data.map(HeldFigures::new);
  }

  /** The figures of these weights; none without validation patients. */
  Map<String, Double> figures(List<float[]> weights) throws IOException {
    if (data.isEmpty()) {
      return Map.of();
    }
    TrainingData held = data.get();
    int crops = held.crops().size();
    float[] outputs = new float[crops * held.outputs()];
    for (int from = 0; from < crops; from += BATCH) {
      List<CropRecord> some = held.crops().subList(from, Math.min(crops, from + BATCH));
      float[] part = network.outputs(pixels(held, some), weights);
      System.arraycopy(part, 0, outputs, from * held.outputs(), part.length);
    }
    return figures.orElseThrow().of(outputs);
  }

  private float[] pixels(TrainingData held, List<CropRecord> crops) throws IOException {
    int perImage = sampler.spec().channels() * sampler.spec().pixels().count();
    View view = sampler.spec().views().get(0);
    float[] pixels = new float[crops.size() * perImage];
    for (int i = 0; i < crops.size(); i++) {
      CtVolume volume = held.set().volume(crops.get(i));
      PatientPoint center = held.set().center(crops.get(i));
      float[] image =
          sampler.pixels(volume, sampler.plane(volume, center, view), Symmetry.IDENTITY);
      System.arraycopy(image, 0, pixels, i * perImage, perImage);
    }
    return pixels;
  }
}
