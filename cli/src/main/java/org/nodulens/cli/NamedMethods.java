package org.nodulens.cli;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;

/** Importance estimators by the names that users give. */
final class NamedMethods {
  private NamedMethods() {}

  /**
   * The estimators, in the order of their names.
   *
   * @throws UsageException if there is none of a name
   */
  static List<ImportanceEstimator> of(List<String> ids) {
    List<ImportanceEstimator> estimators = new ArrayList<>();
    for (String id : ids) {
      estimators.add(
          Methods.ofId(id)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no method is called " + id + "; there are " + Methods.ids())));
    }
    return estimators;
  }
}
