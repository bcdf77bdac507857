package org.nodulens.imagej;

import ij.IJ;
import ij.Prefs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.TrunkEngine;

/** The models of this ImageJ: loaded when first needed, and kept until it ends. */
final class OpenModels {
  private static final String PREFERENCE = "nodulens.model";
  private static final String REMEMBERED =
      " (it was chosen by Load Model..., which chooses another: without a folder, the embedded"
          + " one)";
  private static final Map<String, ScoringModels> OPEN = new LinkedHashMap<>();

  private OpenModels() {}

  /** The model that is offered first: the one that was loaded last, in an earlier session too. */
  static String preset() {
    return Prefs.get(PREFERENCE, EmbeddedModel.NAME);
  }

  static void choose(String name) {
    Prefs.set(PREFERENCE, name);
  }

  /** What a form offers, beside a model that a macro names. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(EmbeddedModel.NAME));
    for (String name : OPEN.keySet()) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    if (!names.contains(preset())) {
      names.add(preset());
    }
    return names;
  }

  /**
   * A model by name.
   *
   * @param name embedded, or a model folder's path
   * @throws RefusedException if it cannot be read
   */
  static synchronized ScoringModels of(String name) throws RefusedException {
    ScoringModels models = OPEN.get(name);
    if (models == null) {
      IJ.showStatus("Nodulens: loading the model " + name);
      try {
        models = ScoringModels.of(EmbeddedModel.orFolder(Path.of(name)), engine());
      } catch (IOException e) {
        throw new RefusedException(e.getMessage() + (name.equals(preset()) ? REMEMBERED : ""));
      }
      OPEN.put(name, models);
    }
    return models;
  }

  private static TrunkEngine engine() throws RefusedException {
    try {
      return PluginLoader.call(TrunkEngine::first);
    } catch (IllegalStateException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }
}
