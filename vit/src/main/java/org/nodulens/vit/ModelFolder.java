package org.nodulens.vit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nodulens.volumeio.Sha256;

/**
 * A model on disk: model.json, model.safetensors, and under folds/0, folds/1 ... the models of the
 * folds, laid out alike.
 */
public final class ModelFolder {
  private static final String DESCRIPTION = "model.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String HEAD = "head.safetensors";
  private static final String FOLDS = "folds";

  private final Path path;
  private final ModelDescription description;

  private ModelFolder(Path path, ModelDescription description) {
    this.path = path;
    this.description = description;
  }

  /**
   * Reads the description, not yet the weights.
   *
   * @throws ModelFormatException if the folder holds no model that this version can read
   */
  public static ModelFolder open(Path path) throws IOException {
    Path json = path.resolve(DESCRIPTION);
    if (!Files.isRegularFile(json)) {
      throw new ModelFormatException(path + " is no model folder: it has no " + DESCRIPTION);
    }
    return new ModelFolder(path, ModelJson.read(json));
  }

  /** Writes description and weights into an existing folder. */
  public static ModelFolder write(Path path, ModelDescription description, VitWeights weights)
      throws IOException {
    SafeTensors.write(path.resolve(WEIGHTS), weights.tensors());
    ModelJson.write(path.resolve(DESCRIPTION), description);
    return new ModelFolder(path, description);
  }

  /**
   * Writes description and weights into an existing folder, one tensor in memory at a time.
   *
   * @param weights of {@code description.weightsConfig()}, by timm's names
   * @throws ModelFormatException if a tensor does not fit the architecture
   */
  public static ModelFolder write(
      Path path, ModelDescription description, Map<String, StoredTensor> weights, String where)
      throws IOException {
    VitWeights.check(description.weightsConfig(), weights, where);
    SafeTensors.copy(path.resolve(WEIGHTS), weights);
    ModelJson.write(path.resolve(DESCRIPTION), description);
    return new ModelFolder(path, description);
  }

  /**
   * Writes a model whose head has two layers: it lies in a file of its own.
   *
   * @param head by {@link TwoLayerHead#TENSORS}
   */
  public static ModelFolder write(
      Path path, ModelDescription description, VitWeights trunk, Map<String, Tensor> head)
      throws IOException {
    SafeTensors.write(path.resolve(HEAD), head);
    return write(path, description, trunk);
  }

  public Path path() {
    return path;
  }

  public ModelDescription description() {
    return description;
  }

  /** The file of the weights; results name its SHA-256. */
  public Path weightsFile() {
    return path.resolve(WEIGHTS);
  }

  /**
   * SHA-256 of the weights file, lower-case hex; with a head in a file of its own, that of both
   * files' hashes, one after the other.
   */
  public String weightsSha256() throws IOException {
    String trunk = Sha256.of(weightsFile());
    Path head = path.resolve(HEAD);
    return Files.isRegularFile(head) ? Sha256.of(trunk + Sha256.of(head)) : trunk;
  }

  /**
   * The head: of two layers where there is a file for it, or else the linear one among the weights.
   *
   * @throws ModelFormatException if it does not fit the trunk or the tasks
   */
  public Head head(VitWeights weights) throws IOException {
    Path file = path.resolve(HEAD);
    boolean linear = weights.config().outputs() > 0;
    if (!linear && !Files.isRegularFile(file)) {
      throw new ModelFormatException(path + " has no head: neither head.weight nor " + HEAD);
    }
    if (linear) {
      return LinearHead.of(weights);
    }
    Head head =
        TwoLayerHead.of(
            SafeTensors.open(file).tensors(), weights.config().width(), file.toString());
    int outputs = description.tasks().stream().mapToInt(Task::outputs).sum();
    if (head.outputs() != outputs) {
      throw new ModelFormatException(
          file + " gives " + head.outputs() + " outputs, the tasks take " + outputs);
    }
    return head;
  }

  /** The tensors of a head of two layers by their names; empty where the head is linear. */
  public Map<String, Tensor> headTensors() throws IOException {
    Path file = path.resolve(HEAD);
    return Files.isRegularFile(file) && description.config().outputs() == 0
        ? SafeTensors.open(file).tensors()
        : Map.of();
  }

  /**
   * Reads trunk and head, each tensor checked against the architecture. Where the model is run on
   * another size of input than its weights were made for, the position embedding comes resized.
   */
  public VitWeights weights() throws IOException {
    Path file = weightsFile();
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(path + " has no " + WEIGHTS);
    }
    VitConfig stored = description.weightsConfig();
    return VitWeights.of(stored, SafeTensors.open(file).tensors(), file.toString())
        .resizedTo(description.config().image());
  }

  /**
   * Writes this model again, with its card and figures, without the models of its folds.
   *
   * @param target an existing folder
   * @param type that its weights are stored in
   */
  public ModelFolder copyTo(Path target, ElementType type) throws IOException {
    SafeTensors.copy(target.resolve(WEIGHTS), SafeTensors.open(weightsFile()).stored(), type);
    Path head = path.resolve(HEAD);
    if (Files.isRegularFile(head)) {
      SafeTensors.copy(target.resolve(HEAD), SafeTensors.open(head).stored(), type);
    }
    Files.copy(path.resolve(DESCRIPTION), target.resolve(DESCRIPTION));
    for (String beside : List.of("MODEL_CARD.md", "metrics.json")) {
      if (Files.isRegularFile(path.resolve(beside))) {
        Files.copy(path.resolve(beside), target.resolve(beside));
      }
    }
    return open(target);
  }

  /** Where the model of a fold lies, whether or not it is there. */
  public static Path foldPath(Path model, int fold) {
    return model.resolve(FOLDS).resolve(Integer.toString(fold));
  }

  /** The models of the folds, in order; none if the model came without. */
  public List<ModelFolder> folds() throws IOException {
    List<ModelFolder> folds = new ArrayList<>();
    while (Files.isDirectory(foldPath(path, folds.size()))) {
      folds.add(open(foldPath(path, folds.size())));
    }
    return folds;
  }

  /**
   * Gives the model this calibration in its model.json, which is replaced in one step; all else in
   * it stays as it is.
   *
   * @param calibration as model.json's key of that name
   */
  public ModelFolder calibrated(ObjectNode calibration) throws IOException {
    Path json = path.resolve(DESCRIPTION);
    Path aside = path.resolve(DESCRIPTION + ".new");
    ModelJson.calibrate(json, aside, calibration);
    Files.move(aside, json, StandardCopyOption.REPLACE_EXISTING);
    return open(path);
  }
}
