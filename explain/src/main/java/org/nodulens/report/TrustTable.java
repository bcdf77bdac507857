package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.Trust;
import org.nodulens.vit.Task;

/** How far each map may be believed, in words: beside the maps of a page, and in its viewer. */
final class TrustTable {
  private TrustTable() {}

  /** A row a map, and the rule. */
  static String of(CaseFindings findings) {
    if (!findings.trust().whyNone().isEmpty()) {
      return Html.paragraph(findings.trust().whyNone());
    }
    List<List<String>> rows = new ArrayList<>();
    for (MethodMaps maps : findings.central().maps()) {
      Optional<Trust> trust = findings.trust(maps);
      rows.add(
          List.of(
              maps.method().id(),
              maps.task().map(task -> task.name().replace('_', ' ')).orElse("every task"),
              trust.map(found -> Shown.decimals(2, found.smoothDeviation())).orElse(""),
              trust.map(found -> Shown.decimals(2, found.ablationAgreement())).orElse(""),
              trust.map(found -> found.trusted() ? "yes" : "no").orElse("not judged: no task")));
    }
    return Html.table(
            List.of("Map", "Of", "Smooth deviation", "Agreement with ablation", "Trusted"), rows)
        + Html.paragraph(
            "A map is "
                + Trust.RULE.replace('_', ' ')
                + ": small noise moves CDAM little, and the map orders the patches as taking them"
                + " out one by one does. The two limits are conventions, not calibrated.");
  }

  /** For one map, in a line; empty where it was not judged. */
  static String words(CaseFindings findings, MethodMaps maps) {
    return findings
        .trust(maps)
        .map(
            found ->
                (found.trusted() ? "· trusted" : "· not trusted")
                    + " (deviation "
                    + Shown.decimals(2, found.smoothDeviation())
                    + ", agreement "
                    + Shown.decimals(2, found.ablationAgreement())
                    + ")")
        .orElse("");
  }

  /** The judgement of a method's map of a task. */
  static Optional<Trust> of(CaseFindings findings, String method, Task task) {
    return findings.central().maps().stream()
        .filter(maps -> maps.method().id().equals(method))
        .filter(maps -> maps.task().equals(Optional.of(task)))
        .findFirst()
        .flatMap(findings::trust);
  }
}
