package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropRecord;

/**
 * What an evaluation may use beside predictions and labels.
 *
 * @param seed of resampled patients
 * @param crops by their id: what the readers gave, for floors, noise ceilings and subgroups
 * @param groups patients to be looked at by themselves
 * @param calibration as in model.json, for crops that the final network scored
 * @param validation what each fold says of its validation patients, for its calibrators
 */
public record EvaluationOptions(
    long seed,
    Map<String, CropRecord> crops,
    List<PatientGroup> groups,
    ObjectNode calibration,
    List<ScoredPrediction> validation) {

  public EvaluationOptions {
    crops = Map.copyOf(crops);
    groups = List.copyOf(groups);
    calibration = calibration.deepCopy();
    validation = List.copyOf(validation);
  }

  /** Of the predictions alone. */
  public static EvaluationOptions of(long seed) {
    return new EvaluationOptions(
        seed, Map.of(), List.of(), JsonNodeFactory.instance.objectNode(), List.of());
  }

  public EvaluationOptions withCrops(List<CropRecord> records) {
    Map<String, CropRecord> byId = new LinkedHashMap<>();
    records.forEach(crop -> byId.put(crop.cropId(), crop));
    return new EvaluationOptions(seed, byId, groups, calibration, validation);
  }

  public EvaluationOptions withGroups(List<PatientGroup> others) {
    List<PatientGroup> more = new ArrayList<>(groups);
    more.addAll(others);
    return new EvaluationOptions(seed, crops, more, calibration, validation);
  }

  public EvaluationOptions withCalibration(ObjectNode ofModel) {
    return new EvaluationOptions(seed, crops, groups, ofModel, validation);
  }

  public EvaluationOptions withValidation(List<ScoredPrediction> ofFolds) {
    return new EvaluationOptions(seed, crops, groups, calibration, ofFolds);
  }
}
