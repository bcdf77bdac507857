package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.explain.Trust;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.Csv;

/** The numbers of a report as a table, a row a nodule and task. */
record NoduleCsv(List<CaseFindings> nodules) {

  void write(Path file) throws IOException {
    try (CSVPrinter table = Csv.printer(file)) {
      List<String> columns =
          new ArrayList<>(
              List.of(
                  "crop_id",
                  "network",
                  "task",
                  "value",
                  "on_scale",
                  "unit",
                  "calibrated",
                  "passes",
                  "passes_lowest",
                  "passes_highest",
                  "passes_deviation",
                  "networks",
                  "networks_lowest",
                  "networks_highest"));
      List<String> judged = judgedMethods();
      for (String method : judged) {
        columns.add("trusted_" + method);
        columns.add("ablation_agreement_" + method);
      }
      if (!judged.isEmpty()) {
        columns.add("smooth_deviation");
      }
      table.printRecord(columns);
      for (CaseFindings nodule : nodules) {
        for (Prediction prediction : nodule.central().predictions()) {
          List<Object> row = row(nodule, prediction);
          addTrust(row, nodule, prediction.task(), judged);
          table.printRecord(row);
        }
      }
    }
  }

  private static List<Object> row(CaseFindings nodule, Prediction prediction) {
    List<Object> row = new ArrayList<>();
    String task = prediction.task().name();
    row.add(nodule.nodule().sample().cropId());
    row.add(nodule.network());
    row.add(task);
    row.add(prediction.value());
    row.add(TaskScale.bounded(prediction));
    row.add(prediction.task().unit());
    var calibrated = nodule.calibrated(prediction);
    row.add(calibrated.isPresent() ? calibrated.getAsDouble() : "");
    Spread passes = nodule.passes().get(task);
    Spread networks = nodule.networks().get(task);
    if (passes == null || networks == null) {
      row.addAll(List.of("", "", "", "", "", "", ""));
    } else {
      row.addAll(List.of(passes.count(), passes.lowest(), passes.highest(), passes.deviation()));
      row.addAll(List.of(networks.count(), networks.lowest(), networks.highest()));
    }
    return row;
  }

  /** Methods that know tasks, where maps were judged at all. */
  private List<String> judgedMethods() {
    return nodules.stream()
        .flatMap(
            nodule ->
                nodule.central().maps().stream().filter(maps -> nodule.trust(maps).isPresent()))
        .map(maps -> maps.method().id())
        .distinct()
        .toList();
  }

  /** Smooth deviation is the same for every method. */
  private static void addTrust(
      List<Object> row, CaseFindings nodule, Task task, List<String> judged) {
    Object deviation = "";
    for (String method : judged) {
      Optional<Trust> trust = TrustTable.of(nodule, method, task);
      row.add(trust.map(found -> Boolean.toString(found.trusted())).orElse(""));
      row.add(trust.map(found -> Csv.text(found.ablationAgreement())).orElse(""));
      deviation = trust.<Object>map(found -> Csv.text(found.smoothDeviation())).orElse(deviation);
    }
    if (!judged.isEmpty()) {
      row.add(deviation);
    }
  }
}
