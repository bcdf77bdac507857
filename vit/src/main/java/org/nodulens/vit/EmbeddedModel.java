package org.nodulens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.nodulens.volumeio.FileOutput;

/**
 * The model that ships inside: trained on LIDC-IDRI (Armato et al. 2011, CC BY 3.0) by this
 * program. Its MODEL_CARD.md, beside it, says how, and how good it is.
 */
public final class EmbeddedModel {
  /** What {@code --model} knows it by. */
  public static final String NAME = "embedded";

  private static final List<String> FILES =
      List.of("model.json", "model.safetensors", "MODEL_CARD.md");

  private EmbeddedModel() {}

  /** Unpacks it into a folder of the system's for temporary files, which goes with the process. */
  public static ModelFolder open() throws IOException {
    Path folder = Files.createTempDirectory("nodulens-embedded");
    // Goes last: what is marked first is deleted last.
    folder.toFile().deleteOnExit();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      file.toFile().deleteOnExit();
      try (InputStream in =
              Objects.requireNonNull(
                  EmbeddedModel.class.getResourceAsStream("embedded/" + name), name);
          OutputStream out = FileOutput.stream(file)) {
        in.transferTo(out);
      }
    }
    return ModelFolder.open(folder);
  }

  /**
   * The model of this name, or the folder of this path: a folder of that name is {@code
   * ./embedded}. One on a cluster's file system is copied to this machine first.
   */
  public static ModelFolder orFolder(Path model) throws IOException {
    return model.toString().equals(NAME) ? open() : ModelFolder.open(ModelCopy.onDisk(model));
  }
}
