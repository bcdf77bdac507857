package org.nodulens.vit;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A model on a cluster's file system, on the disk that engines read. */
final class ModelCopy {
  private ModelCopy() {}

  /** The folder itself, or a copy of it among the system's temporary files. */
  static Path onDisk(Path model) throws IOException {
    if (model.getFileSystem().equals(FileSystems.getDefault())) {
      return model;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(model)) {
      all = walk.toList(); // a folder comes before what is in it
    }
    Path copy = Files.createTempDirectory("nodulens-model");
    for (Path path : all) {
      Path to = copy.resolve(model.relativize(path).toString());
      // Goes last: what is marked first is deleted last.
      to.toFile().deleteOnExit();
      if (Files.isDirectory(path)) {
        Files.createDirectories(to);
      } else {
        Files.copy(path, to);
      }
    }
    return copy;
  }
}
