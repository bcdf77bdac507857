package org.nodulens.vit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.volumeio.Sha256;

/**
 * A model on disk: model.json, model.safetensors, and under folds/0, folds/1 ... the models of the
 * folds, laid out alike.
 */
public final class ModelFolder {
  private static final String DESCRIPTION = "model.json";
  private static final String WEIGHTS = "model.safetensors";
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

  /** SHA-256 of the weights file, lower-case hex. */
  public String weightsSha256() throws IOException {
    return Sha256.of(weightsFile());
  }

  /** Reads trunk and head, each tensor checked against the architecture. */
  public VitWeights weights() throws IOException {
    Path file = weightsFile();
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(path + " has no " + WEIGHTS);
    }
    return VitWeights.of(description.config(), SafeTensors.open(file).tensors(), file.toString());
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
