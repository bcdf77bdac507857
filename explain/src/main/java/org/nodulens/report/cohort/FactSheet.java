package org.nodulens.report.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run knows of a study, by the keys that checklists ask for it. Unknown facts are absent.
 */
final class FactSheet {
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** All that a report's run knows. */
  static FactSheet of(CohortInputs inputs, CaseFlow flow, int limitations) {
    FactSheet sheet = new FactSheet();
    DataFacts.add(inputs, flow, sheet);
    MethodFacts.add(inputs, flow, sheet);
    ResultFacts.add(inputs, flow, sheet);
    sheet.put("limitations", "Limitations lists " + limitations + " that the run knows of");
    return sheet;
  }

  /** Keeps a fact unless it is none. */
  void put(String key, String fact) {
    if (!fact.isEmpty() && !fact.equals(CohortWords.NOT_RECORDED)) {
      facts.put(key, fact);
    }
  }

  /** Facts by key. */
  Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }
}
