package org.nodulens.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TokenColumns;
import org.nodulens.vit.VitConfig;
import org.nodulens.volumeio.NpyFile;

/**
 * Every method's arrays for a golden case. Noise and concept come from the case's own files; where
 * these are absent, so is what rests on them.
 */
final class GoldenMaps {
  private static final String CONCEPT_VECTOR = "concept_vector";

  private final Path folder;
  private final ExplainedPass pass;
  private final Map<String, Tensor> arrays = new LinkedHashMap<>();

  GoldenMaps(Path folder, ExplainedPass pass) {
    this.folder = folder;
    this.pass = pass;
  }

  /** By the names that the files have. */
  Map<String, Tensor> compute() throws IOException {
    add("attention_map", new AttentionMap());
    for (Cdam.Paths paths : Cdam.Paths.values()) {
      add(new Cdam(paths));
    }
    add(new IntegratedCdam());
    add(new AttentionRollout());
    add(new RelevancePropagation());
    add(new PartialLrp());
    add(new IntegratedGradients());
    add(new InputXGradient());
    add(new TokenAblation());
    smooth();
    smoothGrad();
    concept();
    return arrays;
  }

  private void add(ImportanceEstimator method) throws IOException {
    add(method.id(), method);
  }

  private void add(String name, ImportanceEstimator method) throws IOException {
    put(name, method.importance(pass), method.knowsTask());
  }

  private void put(String name, List<float[]> maps, boolean severalScores) {
    int elements = maps.get(0).length;
    float[] values = new float[maps.size() * elements];
    for (int score = 0; score < maps.size(); score++) {
      System.arraycopy(maps.get(score), 0, values, score * elements, elements);
    }
    Tensor flat = new Tensor(values, values.length);
    PixelSize image = pass.model().config().image();
    if (!severalScores) {
      arrays.put(name, flat);
    } else if (elements == image.count()) {
      arrays.put(name, flat.reshaped(maps.size(), image.rows(), image.columns()));
    } else {
      arrays.put(name, flat.reshaped(maps.size(), elements));
    }
  }

  private void smooth() throws IOException {
    int tokens = pass.blockInput().tokens();
    int width = pass.blockInput().width();
    float[] noise = given("smooth_noise", -1, tokens, width);
    if (noise.length > 0) {
      put(
          "smooth_cdam",
          PerturbedCdam.moments(pass, new Given(noise, tokens * width)).means(),
          true);
    }
  }

  private void smoothGrad() throws IOException {
    VitConfig config = pass.model().config();
    int perSample = pass.pixels().length;
    float[] noise =
        given(
            "smoothgrad_noise",
            -1,
            config.channels(),
            config.image().rows(),
            config.image().columns());
    if (noise.length > 0) {
      GivenPixelNoise noisy = new GivenPixelNoise(noise, perSample);
      put("smoothgrad", new SmoothGrad().importance(List.of(pass), noisy).get(0), true);
    }
  }

  private void concept() throws IOException {
    float[] vector = given(CONCEPT_VECTOR, pass.blockInput().width());
    if (vector.length > 0) {
      ExplainedPass ofConcept =
          new ExplainedPass(
              pass.model(),
              pass.pixels(),
              pass.blockInput(),
              pass.classToken(),
              List.of(new ConceptScore(vector)));
      put("concept_cdam", Cdam.WHOLE.importance(ofConcept), /* severalScores= */ false);
    }
  }

  /**
   * A file of the case; empty where it is absent.
   *
   * @param shape that it must have; -1 for any extent
   */
  private float[] given(String name, int... shape) throws IOException {
    Path path = folder.resolve(name + ".npy");
    if (!Files.isRegularFile(path)) {
      return new float[0];
    }
    NpyFile file = NpyFile.open(path);
    int[] found = file.shape();
    boolean fits = found.length == shape.length && found[0] > 0;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] < 0 || shape[i] == found[i];
    }
    if (!fits) {
      throw new ModelFormatException(
          path
              + " has shape "
              + Arrays.toString(found)
              + ", expected "
              + Arrays.toString(shape).replace("-1", "any"));
    }
    return file.floats();
  }

  /**
   * Noise that is given, (n, T, D).
   *
   * @param perSample T D
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Given(float[] noise, int perSample) implements Perturbation {
    @Override
    public int samples() {
      return noise.length / perSample;
    }

    @Override
    public Variants of(TokenColumns x) {
      return (sample, into) -> {
        TokenColumns e = TokenColumns.ofRows(noise, sample * perSample, x.tokens(), x.width());
        for (int d = 0; d < into.length; d++) {
          for (int t = 0; t < into[d].length; t++) {
            into[d][t] = x.components()[d][t] + e.components()[d][t];
          }
        }
      };
    }
  }

  /**
   * Noise that is given, (n, channels, rows, columns).
   *
   * @param perSample values of an image
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record GivenPixelNoise(float[] noise, int perSample) implements ImageVariants {
    @Override
    public int count() {
      return noise.length / perSample;
    }

    @Override
    public Variants of(float[] pixels) {
      return index -> {
        float[] noisy = new float[perSample];
        for (int i = 0; i < perSample; i++) {
          noisy[i] = pixels[i] + noise[index * perSample + i];
        }
        return noisy;
      };
    }
  }
}
