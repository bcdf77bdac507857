package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CreatedBy;
import org.nodulens.cropset.CropRecord;
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

  /**
   * What is told of a run beyond its options.
   *
   * @param settings of the trainer
   * @param targets of each task, in words
   * @param leak share of held-out nodules whose patient was trained on
   */
  record Said(ObjectNode settings, Map<String, String> targets, double leak) {}

  static Provenance of(CropSet set, Start start, TrainingOptions options, Said said)
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
    run.set("training", said.settings());
    ObjectNode split = run.putObject("split");
    Splitting splitting = options.splitting();
    split.put("by", splitting.protocol() == Protocol.PATIENTS ? "patient" : "nodule");
    split.put("stratified_by", "label of the first task that has classes");
    split.put("folds", splitting.folds());
    if (splitting.protocol() == Protocol.PATIENTS) {
      split.put("validation_share", splitting.validationShare());
    } else {
      split.set("protocol", leakInWords(said.leak()));
    }
    run.put("seed", options.seed());
    ObjectNode targets = run.putObject("training_target");
    said.targets().forEach(targets::put);
    return new Provenance(run, dataSha256);
  }

  /**
   * Of one model of the run.
   *
   * @param part {@code fold-0} and so on, or {@code final}
   */
  ObjectNode of(String part, FoldCrops crops, TrainedModel trained) {
    ObjectNode json = run.deepCopy();
    json.put("part", part);
    json.put("trained_on_crops", crops.training().size());
    json.put("trained_on_patients", patients(crops.training()));
    json.put("validated_on_crops", crops.validation().size());
    json.put("validated_on_patients", patients(crops.validation()));
    json.put("epochs_run", trained.epochs().size());
    json.put("epochs_kept", trained.epochsKept());
    json.put("run_sha256", digest);
    return json;
  }

  private static long patients(List<CropRecord> crops) {
    return crops.stream().map(CropRecord::patientId).distinct().count();
  }

  /** Says wherever figures stand that their folds share patients. */
  static ObjectNode leakInWords(double leak) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", Protocol.PAPER.id());
    json.put("held_out_nodules_whose_patient_was_trained_on", leak);
    json.put(
        "warning",
        "folds by nodule share patients: these figures are too good, and comparable only with others"
            + " that were made so");
    return json;
  }

  /** Of the run's data and options. */
  String digest() {
    return digest;
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
