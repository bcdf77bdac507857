package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.VitWeights;
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

  void write(TrainingPart part, ModelDescription description, VitWeights weights)
      throws IOException {
    Path path = path(part);
    Path aside = folder.resolve("unfinished-model");
    delete(aside);
    Files.createDirectories(aside);
    ModelFolder.write(aside, description, weights);
    Files.createDirectories(path);
    for (String file : List.of("model.safetensors", "model.json")) {
      Files.move(aside.resolve(file), path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    delete(aside);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
