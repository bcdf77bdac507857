package org.nodulens.vit.weights;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CreatedBy;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;
import org.nodulens.volumeio.Sha256;

/**
 * A file of published weights, recognised: DINO's and DINOv2's own, timm's, Hugging Face's ViT and
 * DINOv2. Tensors are read when they are written or run, one at a time. Heads are left out.
 */
public final class PublishedWeights implements Closeable {
  /** As in training from random weights: from air to dense bone. */
  private static final HounsfieldWindow WINDOW = HounsfieldWindow.ofRange(-1000, 400);

  private final Path file;
  private final TensorFile opened;
  private final StateDict state;
  private final CheckpointConfig config;
  private final TrunkTensors trunk;
  private final Recognition recognition;
  private final ImportOptions options;

  private PublishedWeights(Path file, TensorFile opened, ImportOptions options) throws IOException {
    this.file = file;
    this.opened = opened;
    this.options = options;
    this.config = CheckpointConfig.beside(file);
    this.state = StateDict.find(opened.tensors(), options.branch(), file.toString());
    this.trunk = TrunkTensors.of(state, file.toString());
    Family family = family();
    this.recognition =
        Recognition.of(trunk, family, config, new Recognition.Given(options, file.toString()));
    HeadCheck.check(trunk.leftOut(), recognition.config().width(), config, file.toString());
    if (recognition.classPositionFolded()) {
      trunk.foldClassPosition();
    }
    VitWeights.check(recognition.config(), trunk.tensors(), file + ", under timm's names,");
  }

  /**
   * Recognises a file; no tensor is read yet.
   *
   * @throws HeadsUnknownException if the number of attention heads is nowhere said
   * @throws ModelFormatException if it is no file of weights, damaged, asks for anything to be
   *     executed, or holds a network that is not computed here
   */
  public static PublishedWeights open(Path file, ImportOptions options) throws IOException {
    TensorFile opened = TensorFile.open(file);
    try {
      return new PublishedWeights(file, opened, options);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** By config.json, else by the names and by what comes with them. */
  private Family family() throws ModelFormatException {
    boolean registers = trunk.has("reg_token");
    if (state.isHuggingFace()) {
      Family byNames =
          !trunk.has("blocks.0.ls1.gamma")
              ? Family.HUGGING_FACE_VIT
              : registers ? Family.HUGGING_FACE_DINOV2_REGISTERS : Family.HUGGING_FACE_DINOV2;
      Family said = config.family().orElse(byNames);
      if (said != byNames) {
        throw new ModelFormatException(
            file
                + " has the tensors of "
                + byNames.label()
                + ", its config.json says "
                + said.label());
      }
      return said;
    }
    boolean dinov2 =
        state.tensors().containsKey("mask_token") || state.tensors().containsKey("register_tokens");
    if (dinov2) {
      return registers ? Family.DINOV2_REGISTERS : Family.DINOV2;
    }
    boolean timm =
        config.isTimm()
            || registers
            || trunk.has("blocks.0.ls1.gamma")
            || state.tensors().containsKey("head.weight")
            || opened instanceof TensorFile.OfSafeTensors;
    return timm ? Family.TIMM : Family.DINO;
  }

  /** The network as its weights are. */
  public VitConfig config() {
    return recognition.config();
  }

  /** All weights, in memory. */
  public VitWeights weights() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> named : trunk.tensors().entrySet()) {
      tensors.put(named.getKey(), named.getValue().read());
    }
    return VitWeights.of(config(), tensors, file.toString());
  }

  /**
   * What model.json will say: a backbone, which has no tasks.
   *
   * @throws IllegalArgumentException if patches do not tile the pixels that were asked for
   */
  public ModelDescription description() throws IOException {
    VitConfig stored = recognition.config();
    PixelSize run =
        options.pixels().isPresent()
            ? PixelSize.square(options.pixels().getAsInt())
            : stored.image();
    Family.Pixels pixels = pixels();
    InputSpec input =
        new InputSpec(
            WINDOW,
            pixels.mean(),
            pixels.std(),
            options.fieldOfViewMm(),
            run,
            List.of(View.AXIAL),
            List.of(Symmetry.IDENTITY));
    return new ModelDescription(
        stored.withImage(run),
        stored.image(),
        input,
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        provenance(),
        TrainingPatients.NONE);
  }

  private Family.Pixels pixels() throws ModelFormatException {
    int channels = recognition.config().channels();
    Optional<Family.Pixels> said = config.pixels();
    Family.Pixels pixels = said.orElse(recognition.family().pixels());
    if (pixels.mean().size() == channels) {
      return pixels;
    }
    if (said.isPresent()) {
      throw new ModelFormatException(
          file
              + " has "
              + channels
              + " channels, the file beside it a mean for "
              + pixels.mean().size());
    }
    return new Family.Pixels(
        Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.5));
  }

  private ObjectNode provenance() throws IOException {
    ObjectNode provenance = JsonNodeFactory.instance.objectNode();
    provenance.put("created_by", CreatedBy.text());
    ObjectNode weights = provenance.putObject("published_weights");
    weights.put("file", String.valueOf(file.getFileName()));
    weights.put("sha256", Sha256.of(file));
    weights.put("family", recognition.family().label());
    weights.put("prefix", state.prefix());
    return provenance;
  }

  /** Writes a model folder, one tensor in memory at a time. */
  public ModelFolder writeTo(Path folder) throws IOException {
    Map<String, StoredTensor> ordered = new LinkedHashMap<>();
    VitWeights.shapes(config())
        .keySet()
        .forEach(name -> ordered.put(name, trunk.tensors().get(name)));
    return ModelFolder.write(folder, description(), ordered, file.toString());
  }

  /** What was recognised, line by line. */
  public List<String> summary() throws IOException {
    return new RecognitionText(recognition, trunk, options)
        .lines(opened.format(), state, config.isUsed(), pixels());
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
