package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.nodulens.cropset.CreatedBy;
import org.nodulens.cropset.CropSet;
import org.nodulens.volumeio.Sha256;

/** Where a model comes from, as model.json says it. */
final class Provenance {
  private final ObjectNode run;
  private final String digest;
  private final String dataSha256;

  private Provenance(ObjectNode run, String dataSha256) {
    this.run = run;
    this.dataSha256 = dataSha256;
    this.digest = Sha256.of(run.toString());
  }

  static Provenance of(CropSet set, Start start, TrainingOptions options, ObjectNode settings)
      throws IOException {
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.put("created_by", CreatedBy.text());
    String dataSha256 = Sha256.of(set.folder().resolve("manifest.csv"));
    ObjectNode data = run.putObject("data");
    data.put("source", set.header().source());
    data.put("manifest_sha256", dataSha256);
    data.put("crops", set.records().size());
    ObjectNode from = run.putObject("start");
    if (start instanceof Start.Backbone backbone) {
      from.put("backbone_sha256", backbone.model().weightsSha256());
    } else if (start instanceof Start.Preset preset) {
      from.put("preset", preset.name());
    }
    run.put("layers", options.layers().toString());
    run.set("training", settings);
    ObjectNode split = run.putObject("split");
    split.put("by", "patient");
    split.put("stratified_by", "label of the first binary task");
    split.put("folds", options.folds());
    run.put("seed", options.seed());
    ObjectNode targets = run.putObject("training_target");
    List<TaskPlan> plans = options.plans();
    for (int c = 0; c < plans.size(); c++) {
      targets.put(options.tasks().get(c), plans.get(c).targetInWords());
    }
    return new Provenance(run, dataSha256);
  }

  /**
   * Of one model of the run.
   *
   * @param part {@code fold-0} and so on, or {@code final}
   */
  ObjectNode of(String part, int crops, int patients) {
    ObjectNode json = run.deepCopy();
    json.put("part", part);
    json.put("trained_on_crops", crops);
    json.put("trained_on_patients", patients);
    json.put("run_sha256", digest);
    return json;
  }

  /** Whether a model comes from a run of the same options on the same data. */
  boolean isOf(ObjectNode provenance) {
    return provenance.path("run_sha256").asText().equals(digest);
  }

  /**
   * Hexadecimal key for the hashes of patients. It follows from data and seed, so that runs can be
   * repeated: it keeps identifiers out of sight, not secret from those who have the data.
   */
  String patientKey(long seed) {
    return Sha256.of("patients " + dataSha256 + " " + seed);
  }
}
