package org.nodulens.vit.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.VitConfig;

/** What was recognised in a file, in words. */
final class RecognitionText {
  private static final int MOST_NAMES = 4;

  private final Recognition recognition;
  private final TrunkTensors trunk;
  private final ImportOptions options;

  RecognitionText(Recognition recognition, TrunkTensors trunk, ImportOptions options) {
    this.recognition = recognition;
    this.trunk = trunk;
    this.options = options;
  }

  List<String> lines(String format, StateDict state, boolean configUsed, Family.Pixels pixels) {
    VitConfig config = recognition.config();
    List<String> lines = new ArrayList<>();
    lines.add(
        "names: "
            + recognition.family().label()
            + " ("
            + format
            + (configUsed ? ", config.json" : ", no config.json")
            + (state.prefix().isEmpty() ? ")" : ", under " + state.prefix() + ")"));
    lines.add(
        "network: width %d, %d blocks, %d heads (%s), MLP %d, patches of %s in %s pixels, %d channels"
            .formatted(
                config.width(),
                config.depth(),
                config.heads(),
                recognition.headsFrom(),
                config.mlpWidth(),
                config.patch(),
                config.image(),
                config.channels()));
    lines.add(
        "qkv %s, layer scale %s, %d registers, layer-norm epsilon %s"
            .formatted(
                (trunk.qkvWasSeparate() ? "separate" : "fused")
                    + (trunk.qkvHadNoBias() ? " without bias" : ""),
                config.layerScale() ? "yes" : "no",
                config.registers(),
                String.format(Locale.ROOT, "%.0e", config.layerNormEps())));
    lines.add(
        "positions: resized as "
            + config.positionResize().id()
            + (options.positionResize().isPresent() ? " (asked for)" : "")
            + (recognition.classPositionFolded() ? "; the class token's is added to it" : ""));
    lines.add("input: mean " + pixels.mean() + ", std " + pixels.std());
    lines.add("left out: " + leftOut());
    return lines;
  }

  /** By name, but where more than a few lie under one key: then that key and their number. */
  private String leftOut() {
    if (trunk.leftOut().isEmpty()) {
      return "nothing";
    }
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> named : trunk.leftOut().entrySet()) {
      String text = named.getKey() + " " + Arrays.toString(named.getValue().shape());
      byKey.computeIfAbsent(named.getKey().split("\\.", 2)[0], key -> new ArrayList<>()).add(text);
    }
    List<String> texts = new ArrayList<>();
    byKey.forEach(
        (key, names) -> {
          if (names.size() > MOST_NAMES) {
            texts.add(key + " (" + names.size() + " tensors)");
          } else {
            texts.addAll(names);
          }
        });
    return String.join(", ", texts);
  }
}
