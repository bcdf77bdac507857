package org.nodulens.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nodulens.vit.ModelDescription;

/** What a report's run did not know, said outright. */
final class Unknowns {
  private Unknowns() {}

  static List<String> of(List<CaseFindings> nodules, ModelDescription model) {
    Set<String> unknown = new LinkedHashSet<>();
    unknown.add(
        "The patient: age, risk, history, symptoms, earlier scans and why this one was made.");
    unknown.add("Whether a nodule is malignant: no pathology was looked at.");
    if (!model.calibration().has(CaseFindings.MALIGNANCY)) {
      unknown.add("How well its probabilities hold: the model comes without a calibration.");
    } else {
      unknown.add(
          "Whether the calibration holds here: it was fitted on other patients and scanners.");
    }
    for (CaseFindings nodule : nodules) {
      of(nodule, unknown);
    }
    unknown.add("Whether there are other nodules: none were searched for.");
    if (nodules.stream().allMatch(nodule -> nodule.similar().isEmpty())) {
      unknown.add(
          "Similar nodules: a model holds none. report --similar CROPSET searches a crop set, for"
              + " instance the one it was trained on; nodulens ingest makes one from LIDC-IDRI.");
    }
    unknown.add(
        "Whether a map shows what is true of the tissue: it shows what the model's number rests"
            + " on.");
    return new ArrayList<>(unknown);
  }

  private static void of(CaseFindings nodule, Set<String> unknown) {
    if (!nodule.nodule().sample().placed()) {
      unknown.add("Where in the patient a nodule lies: its crop does not tell.");
    }
    if (nodule.nodule().measures().source() != NoduleMeasures.Source.CONSENSUS) {
      unknown.add("What readers say of a nodule's outline: sizes rest on a computed one, or none.");
    }
    if (nodule.networks().values().stream().allMatch(spread -> spread.count() < 2)) {
      unknown.add("How models trained on other patients differ: no models of folds are at hand.");
    }
    if (nodule.nodule().sample().volume().geometry().size().slices() == 1) {
      unknown.add("What lies above and below: the crop is a single slice.");
    }
  }
}
