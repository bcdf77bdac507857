package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.volumeio.FormatException;

/**
 * The models of a run on disk. Each is written aside and then moved, model.json last, so that what
 * is there is whole: a run that was killed goes on behind the last model that it finished.
 */
final class ModelStore {
  private final Path folder;
  private final Provenance provenance;

  ModelStore(Path folder, Provenance provenance) {
    this.folder = folder;
    this.provenance = provenance;
  }

  /** Of the run whose models these are. */
  Provenance provenance() {
    return provenance;
  }

  /** Where a model belongs: the final one in the folder itself, those of folds beneath it. */
  Path path(TrainingPart part) {
    return part.fold().isPresent() ? ModelFolder.foldPath(folder, part.fold().getAsInt()) : folder;
  }

  /**
   * Whether an earlier, equal run has left a model.
   *
   * @throws FormatException if there is one of another run
   */
  boolean has(TrainingPart part) throws IOException {
    Path path = path(part);
    if (!Files.exists(path.resolve("model.json"))) {
      return false;
    }
    if (!provenance.isOf(ModelFolder.open(path).description().provenance())) {
      throw new FormatException(
          path + " holds a model of other data or options; start in an empty folder");
    }
    return true;
  }

  /** Where the unfinished training of a model is kept. */
  Checkpoint checkpoint(TrainingPart part) {
    return new Checkpoint(
        folder.resolve("unfinished-training.bin"), provenance.digest() + " " + part.id());
  }

  /** After how many epochs the weights of a finished model are. */
  int epochsKept(TrainingPart part) throws IOException {
    return ModelFolder.open(path(part)).description().provenance().path("epochs_kept").asInt();
  }

  /** Writes a model, its epochs as training.csv and training.svg; one at a time. */
  synchronized void write(TrainingPart part, ModelDescription description, TrainedModel trained)
      throws IOException {
    Path path = path(part);
    Path aside = folder.resolve("unfinished-model");
    FolderTree.delete(aside);
    Files.createDirectories(aside);
    List<String> files = new ArrayList<>(List.of("training.csv", "training.svg"));
    TrainingTable.write(aside.resolve("training.csv"), trained.epochs());
    TrainingCurves.write(aside.resolve("training.svg"), trained.epochs(), trained.epochsKept());
    if (trained.head().isEmpty()) {
      ModelFolder.write(aside, description, trained.weights());
    } else {
      ModelFolder.write(aside, description, trained.weights(), trained.head());
      files.add("head.safetensors");
    }
    files.addAll(List.of("model.safetensors", "model.json"));
    Files.createDirectories(path);
    for (String file : files) {
      Files.move(aside.resolve(file), path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    FolderTree.delete(aside);
  }
}
