package org.nodulens.report.cohort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

/**
 * What became of everything that went into a crop set, and which of its nodules each task has a
 * label for.
 *
 * @param levels in = kept + rejected; a level that nobody counted is absent
 * @param rejected how often each reason was given, by level
 * @param crops that the set holds
 */
record CaseFlow(
    Map<RejectLevel, RejectCounts> levels,
    Map<RejectLevel, Map<String, Long>> rejected,
    List<CropRecord> crops,
    List<TaskLabels> tasks) {

  /**
   * Counts.
   *
   * @throws FormatException if what was counted is not what the set holds
   */
  static CaseFlow of(CropSet set, List<Task> tasks) throws IOException {
    Map<RejectLevel, RejectCounts> levels = new EnumMap<>(RejectLevel.class);
    levels.putAll(set.counts());
    Map<RejectLevel, Map<String, Long>> rejected = set.rejected();
    long kept = set.records().size();
    levels.putIfAbsent(
        RejectLevel.NODULE,
        new RejectCounts(
            kept + sum(rejected, RejectLevel.NODULE), kept, sum(rejected, RejectLevel.NODULE)));
    for (Map.Entry<RejectLevel, RejectCounts> level : levels.entrySet()) {
      long listed = sum(rejected, level.getKey());
      if (level.getValue().rejected() != listed) {
        throw differs(set, level.getKey(), level.getValue().rejected(), listed);
      }
    }
    if (levels.containsKey(RejectLevel.NODULE)
        && levels.get(RejectLevel.NODULE).kept() != set.records().size()) {
      throw new FormatException(
          "crop set "
              + set.folder()
              + " says that "
              + levels.get(RejectLevel.NODULE).kept()
              + " nodules were kept, its manifest has "
              + set.records().size());
    }
    return new CaseFlow(
        levels,
        rejected,
        set.records(),
        tasks.stream().map(task -> TaskLabels.of(task, set.records())).toList());
  }

  private static FormatException differs(
      CropSet set, RejectLevel level, long counted, long listed) {
    return new FormatException(
        "crop set "
            + set.folder()
            + " says that "
            + counted
            + " were rejected at level "
            + level.text()
            + ", its rejected.csv lists "
            + listed);
  }

  private static long sum(Map<RejectLevel, Map<String, Long>> rejected, RejectLevel level) {
    return rejected.getOrDefault(level, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The first task that has classes: what the report sorts nodules by. */
  Optional<TaskLabels> classed() {
    return tasks.stream()
        .filter(labels -> labels.task().kind() != Task.Kind.REGRESSION)
        .findFirst();
  }

  long patients() {
    return TaskLabels.patients(crops);
  }

  /** Different series among the crops. */
  long series() {
    return crops.stream().map(CropRecord::seriesUid).distinct().count();
  }

  /** How many were rejected at a level. */
  long rejectedAt(RejectLevel level) {
    return sum(rejected, level);
  }

  /** What went in and came out at each level. */
  CohortTable levelTable() {
    List<List<Cell>> rows = new ArrayList<>();
    for (RejectLevel level : RejectLevel.values()) {
      Optional<RejectCounts> counts = Optional.ofNullable(levels.get(level));
      rows.add(
          List.of(
              Cell.of(name(level)),
              counted(counts.map(RejectCounts::in)),
              counted(counts.map(RejectCounts::kept)),
              Cell.count(rejectedAt(level))));
    }
    return CohortTable.plain(
        "flow",
        "What went in, was kept and was rejected",
        levels.size() < RejectLevel.values().length
            ? "The crop set does not say how many files or series went in: it was made by an"
                + " earlier version."
            : "At each level in = kept + rejected. A series that is kept need not hold a nodule.",
        List.of("level", "in", "kept", "rejected"),
        rows);
  }

  private static String name(RejectLevel level) {
    return level == RejectLevel.SERIES ? "CT series" : level.text() + "s";
  }

  private static Cell counted(Optional<Long> count) {
    return count.map(Cell::count).orElse(Cell.of("not recorded"));
  }

  /** Why something was rejected, at each level; no rows where nothing was. */
  CohortTable reasonTable() {
    List<List<Cell>> rows = new ArrayList<>();
    rejected.forEach(
        (level, codes) ->
            codes.forEach(
                (code, count) ->
                    rows.add(List.of(Cell.of(name(level)), Cell.of(code), Cell.count(count)))));
    return CohortTable.grouped(
        "rejected", "Reasons to reject", "", List.of("level", "reason", "count"), rows);
  }

  /** Labels of each task. */
  CohortTable labelTable(MeasuredFigures figures) {
    List<List<Cell>> rows = new ArrayList<>();
    for (TaskLabels labels : tasks) {
      Task task = labels.task();
      boolean sorted = task.kind() != Task.Kind.REGRESSION;
      String classes =
          String.join(
              ", ",
              labels.classes().entrySet().stream()
                  .map(
                      entry ->
                          Cell.grouped(entry.getValue().size())
                              + " "
                              + entry.getKey().replace(task.name() + " ", ""))
                  .toList());
      int scored = figures.task(task.name()).path("n").asInt();
      rows.add(
          List.of(
              Cell.of(task.name()),
              Cell.of(TaskLabels.rule(task)),
              Cell.count(labels.labelled().size()),
              Cell.of(sorted ? classes : ""),
              Cell.count(labels.ambiguous().size()),
              Cell.count(labels.unlabelled().size()),
              Cell.count(scored),
              Cell.count(figures.task(task.name()).path("patients").asInt())));
    }
    return CohortTable.plain(
        "labels",
        "Labels of each task",
        "",
        List.of(
            "task",
            "label",
            "labelled",
            "classes",
            "ambiguous",
            "without label",
            "evaluated nodules",
            "evaluated patients"),
        rows);
  }
}
