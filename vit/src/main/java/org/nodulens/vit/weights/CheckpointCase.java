package org.nodulens.vit.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.ReferenceArrays;
import org.nodulens.vit.ReferenceCase;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitWeights;
import org.nodulens.volumeio.NpyFile;

/**
 * A folder of published weights with what they must give: a .pth or .safetensors file or several,
 * each of the same network, input.npy (1, c, H, W) and cls_embedding.npy (D); maybe {@code
 * resized_} ones of another size of input. Arrays of a second file are called after it.
 */
public final class CheckpointCase implements ReferenceCase {
  private static final String INPUT = "input.npy";
  private static final String EMBEDDING = "cls_embedding";
  private static final List<String> SIZES = List.of("", "resized_");

  private final Path folder;
  private final List<Path> files;

  private CheckpointCase(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /** Whether a folder holds published weights with an embedding, and no golden case of our own. */
  public static boolean isOne(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(EMBEDDING + ".npy"))
        && !Files.isRegularFile(folder.resolve("logits.npy"))
        && !weightsIn(folder).isEmpty();
  }

  public static CheckpointCase open(Path folder) throws IOException {
    return new CheckpointCase(folder, weightsIn(folder));
  }

  /** The plain file before the training checkpoint that holds the same. */
  private static List<Path> weightsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> file.toString().endsWith(".pth") || file.toString().endsWith(".safetensors"))
          .sorted((a, b) -> b.getFileName().toString().compareTo(a.getFileName().toString()))
          .toList();
    }
  }

  @Override
  public String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public Map<String, Tensor> recompute(TrunkEngine engine) throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (Path file : files) {
      VitWeights weights;
      try (PublishedWeights published = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
        weights = published.weights();
      }
      for (String size : SIZES) {
        if (Files.isRegularFile(folder.resolve(size + INPUT))) {
          arrays.put(
              prefix(file) + size + EMBEDDING,
              embedding(weights, engine, folder.resolve(size + INPUT)));
        }
      }
    }
    return arrays;
  }

  private String prefix(Path file) {
    return file.equals(files.get(0))
        ? ""
        : file.getFileName().toString().replaceAll("\\.[a-z]+$", "") + "_";
  }

  private static Tensor embedding(VitWeights weights, TrunkEngine engine, Path input)
      throws IOException {
    NpyFile pixels = NpyFile.open(input);
    int[] shape = pixels.shape();
    if (shape.length != 4 || shape[0] != 1 || shape[1] != weights.config().channels()) {
      throw new ModelFormatException(
          input
              + " has shape "
              + Arrays.toString(shape)
              + ", expected is [1, "
              + weights.config().channels()
              + ", rows, columns]");
    }
    VitWeights resized = weights.resizedTo(new PixelSize(shape[2], shape[3]));
    BlockInput x;
    try (Trunk trunk = engine.load(resized)) {
      x = trunk.blockInputs(List.of(pixels.floats())).get(0);
    }
    float[] embedding = new LastBlock(resized).forward(x).embedding();
    return new Tensor(embedding, embedding.length);
  }

  @Override
  public List<String> references() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      for (String size : SIZES) {
        if (Files.isRegularFile(folder.resolve(size + EMBEDDING + ".npy"))) {
          names.add(prefix(file) + size + EMBEDDING);
        }
      }
    }
    names.sort(null);
    return names;
  }

  @Override
  public double error(String name, Tensor computed) throws IOException {
    String array = name.endsWith("resized_" + EMBEDDING) ? "resized_" + EMBEDDING : EMBEDDING;
    return ReferenceArrays.error(folder.resolve(array + ".npy"), computed);
  }
}
