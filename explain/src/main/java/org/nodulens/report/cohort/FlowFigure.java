package org.nodulens.report.cohort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.evaluation.chart.FlowDiagram;

/** The flow of cases as a picture. */
final class FlowFigure {
  /** More reasons than these are summed up: the table has them all. */
  private static final int MOST_REASONS = 6;

  private FlowFigure() {}

  static CohortFigure of(CaseFlow flow, MeasuredFigures figures) throws IOException {
    FlowDiagram diagram = new FlowDiagram("Flow of cases");
    level(diagram, flow, RejectLevel.FILE, "Files");
    level(diagram, flow, RejectLevel.SERIES, "CT series");
    level(diagram, flow, RejectLevel.NODULE, "Nodules");
    Optional<TaskLabels> classed = flow.classed();
    diagram.step(
        List.of(
            "Nodules in the crop set: " + Cell.grouped(flow.crops().size()),
            Cell.counted(flow.patients(), "patient")
                + ", "
                + Cell.grouped(flow.series())
                + " CT series"),
        classed.map(FlowFigure::leftOut).orElse(List.of()));
    classed.ifPresent(labels -> classes(diagram, labels, figures));
    return new CohortFigure(
        "flow",
        SvgPicture.of(diagram.svg(), "flow of cases"),
        "Flow of cases, from what was read to what was evaluated"
            + classed
                .map(labels -> "; below, nodules by the label of " + labels.task().name())
                .orElse("")
            + ".",
        flow.reasonTable().csv());
  }

  private static void level(FlowDiagram diagram, CaseFlow flow, RejectLevel level, String name) {
    Optional<RejectCounts> counts = Optional.ofNullable(flow.levels().get(level));
    long rejected = flow.rejectedAt(level);
    if (counts.isEmpty() && rejected == 0) {
      return;
    }
    List<String> box =
        counts
            .map(
                found ->
                    List.of(
                        name + " that went in: " + Cell.grouped(found.in()),
                        "kept: " + Cell.grouped(found.kept())))
            .orElse(List.of(name, "how many went in is not recorded"));
    diagram.step(box, rejected == 0 ? List.of() : reasons(flow, level, rejected));
  }

  private static List<String> reasons(CaseFlow flow, RejectLevel level, long rejected) {
    List<String> lines = new ArrayList<>();
    lines.add("Rejected: " + Cell.grouped(rejected));
    List<Map.Entry<String, Long>> reasons =
        flow.rejected().getOrDefault(level, Map.of()).entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .toList();
    int shown = reasons.size() > MOST_REASONS ? MOST_REASONS - 1 : reasons.size();
    long rest = rejected;
    for (Map.Entry<String, Long> reason : reasons.subList(0, shown)) {
      lines.add(Cell.grouped(reason.getValue()) + " " + reason.getKey());
      rest -= reason.getValue();
    }
    if (shown < reasons.size()) {
      lines.add(
          Cell.grouped(rest)
              + " for "
              + (reasons.size() - shown)
              + " other reasons (see the table)");
    }
    return lines;
  }

  private static List<String> leftOut(TaskLabels labels) {
    int all = labels.ambiguous().size() + labels.unlabelled().size();
    List<String> lines = new ArrayList<>();
    if (all > 0) {
      lines.add("Without a label of " + labels.task().name() + ": " + Cell.grouped(all));
    }
    if (!labels.ambiguous().isEmpty()) {
      lines.add(Cell.grouped(labels.ambiguous().size()) + " ambiguous: the readers' median is 3");
    }
    if (!labels.unlabelled().isEmpty()) {
      lines.add(
          Cell.grouped(labels.unlabelled().size())
              + (labels.task().labelRule().startsWith("median-no-3")
                  ? " rated by too few readers"
                  : " that came without one"));
    }
    return lines;
  }

  private static void classes(FlowDiagram diagram, TaskLabels labels, MeasuredFigures figures) {
    List<CropRecord> labelled = labels.labelled();
    int evaluated = figures.task(labels.task().name()).path("n").asInt();
    List<String> box = new ArrayList<>();
    box.add(labels.task().name() + ", labelled: " + nodules(labelled));
    box.add(
        "evaluated: "
            + Cell.counted(evaluated, "nodule")
            + " of "
            + Cell.counted(figures.task(labels.task().name()).path("patients").asInt(), "patient"));
    diagram.step(box, List.of());
    List<List<String>> groups = new ArrayList<>();
    labels.classes().forEach((name, crops) -> groups.add(List.of(name, nodules(crops))));
    diagram.groups(groups);
  }

  private static String nodules(List<CropRecord> crops) {
    return Cell.counted(crops.size(), "nodule")
        + " of "
        + Cell.counted(TaskLabels.patients(crops), "patient");
  }
}
