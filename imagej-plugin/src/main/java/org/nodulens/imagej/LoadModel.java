package org.nodulens.imagej;

import ij.IJ;
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
    String name = folder.isEmpty() ? EmbeddedModel.NAME : folder;
    List<String> tasks = ExplainOptions.taskNames(name);
    if (tasks.isEmpty()) {
      throw new RefusedException(name + " is a backbone without tasks: train a head on it first");
    }
    OpenModels.choose(name);
    IJ.showStatus("Nodulens: model " + name + " predicts " + String.join(", ", tasks));
  }
}
