package org.nodulens.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.ClassTokenPass;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.ReferenceArrays;
import org.nodulens.vit.ReferenceCase;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitArchitecture;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;
import org.nodulens.volumeio.NpyFile;

/**
 * A folder with a random model, one input and what a reference implementation makes of them:
 * config.json, model.safetensors, input.npy and an array a file.
 */
public final class GoldenCase implements ReferenceCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final VitWeights weights;
  private final float[] pixels;

  private GoldenCase(Path folder, VitWeights weights, float[] pixels) {
    this.folder = folder;
    this.weights = weights;
    this.pixels = pixels;
  }

  /** Reads model and input. */
  public static GoldenCase open(Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(folder + " is no golden case: it has no config.json");
    }
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new ModelFormatException(file + " is not JSON: its characters are none", e);
    }
    JsonNode input = root.path("input");
    if (input.size() != 2 || !root.path("layer_norm_eps").isNumber()) {
      throw new ModelFormatException(file + " needs input [rows, columns] and layer_norm_eps");
    }
    VitConfig config =
        VitArchitecture.read(
            root.path("architecture"), root.path("layer_norm_eps").asDouble(), file.toString());
    Path weightsFile = folder.resolve("model.safetensors");
    VitWeights weights =
        VitWeights.of(config, SafeTensors.open(weightsFile).tensors(), weightsFile.toString());
    PixelSize size = new PixelSize(input.get(0).asInt(), input.get(1).asInt());
    NpyFile pixels = NpyFile.open(folder.resolve("input.npy"));
    int[] expected = {1, config.channels(), size.rows(), size.columns()};
    if (!Arrays.equals(pixels.shape(), expected)) {
      throw new ModelFormatException(
          pixels.path()
              + " has shape "
              + Arrays.toString(pixels.shape())
              + ", the model takes "
              + Arrays.toString(expected));
    }
    float[] values = pixels.floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelFormatException(
            pixels.path() + " holds " + values[i] + " at " + i + ": no finite pixel");
      }
    }
    return new GoldenCase(folder, weights.resizedTo(size), values);
  }

  @Override
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  @Override
  public Map<String, Tensor> recompute(TrunkEngine engine) throws IOException {
    BlockInput x;
    try (Trunk trunk = engine.load(weights)) {
      x = trunk.blockInputs(List.of(pixels)).get(0);
    }
    LastBlock block = new LastBlock(weights);
    LinearHead head = LinearHead.of(weights);
    ClassTokenPass pass = block.forward(x);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("block_input", new Tensor(x.values(), x.tokens(), x.width()));
    arrays.put("attention_input", new Tensor(pass.normed().rows(), x.tokens(), x.width()));
    arrays.put("cls_embedding", new Tensor(pass.embedding(), x.width()));
    arrays.put("logits", new Tensor(head.apply(pass.embedding()), head.outputs()));
    try (ExplainedModel model = new ExplainedModel(weights.config(), block, () -> weights)) {
      List<Score> scores = new ArrayList<>();
      for (int c = 0; c < head.outputs(); c++) {
        scores.add(new OutputScore(head, c));
      }
      GoldenMaps maps = new GoldenMaps(folder, new ExplainedPass(model, pixels, x, pass, scores));
      arrays.putAll(maps.compute());
    }
    return arrays;
  }

  /** Those that lie in the folder; inputs of methods are none. */
  @Override
  public List<String> references() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".npy"))
          .map(name -> name.substring(0, name.length() - ".npy".length()))
          .filter(name -> !name.equals("input") && !name.endsWith("noise"))
          .filter(name -> !name.equals("concept_vector"))
          .sorted()
          .toList();
    }
  }

  @Override
  public double error(String name, Tensor computed) throws IOException {
    return ReferenceArrays.error(folder.resolve(name + ".npy"), computed);
  }
}
