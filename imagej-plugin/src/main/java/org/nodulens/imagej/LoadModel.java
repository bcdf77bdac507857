package org.nodulens.imagej;

import ij.IJ;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.vit.EmbeddedModel;

/** Load Model...: another model than the embedded one, for this session and the next. */
final class LoadModel {
  private LoadModel() {}

  static void run() throws RefusedException, CancelledException {
    OptionForm form =
        new OptionForm("Load Model")
            .note("A folder with model.json, as nodulens train makes it; empty: the embedded model")
            .folder("Folder:", "");
    form.ask(changed -> {});
    String folder = form.text("folder").strip();
    String name = folder.isEmpty() ? EmbeddedModel.NAME : recordable(folder);
    List<String> tasks = ExplainOptions.taskNames(name);
    if (tasks.isEmpty()) {
      throw new RefusedException(name + " is a backbone without tasks: train a head on it first");
    }
    OpenModels.choose(name);
    IJ.showStatus("Nodulens: model " + name + " predicts " + String.join(", ", tasks));
  }

  /** With slashes, for a backslash in a recorded line is an escape; without the last one. */
  private static String recordable(String folder) {
    return Path.of(folder).toString().replace(File.separatorChar, '/');
  }
}
