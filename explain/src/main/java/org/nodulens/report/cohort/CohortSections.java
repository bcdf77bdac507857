package org.nodulens.report.cohort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.Task;

/** The parts of a cohort report, in a paper's order. */
final class CohortSections {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final List<CohortSection> sections = new ArrayList<>();

  private CohortSections(CohortInputs inputs, CaseFlow flow) {
    this.inputs = inputs;
    this.flow = flow;
  }

  static List<CohortSection> of(CohortInputs inputs, CaseFlow flow) throws IOException {
    CohortSections all = new CohortSections(inputs, flow);
    all.cases();
    all.model();
    all.performance();
    all.calibration();
    all.floors();
    all.regressions();
    all.subgroups();
    if (inputs.benchmark().isPresent()) {
      all.sections.add(inputs.benchmark().get().section());
    }
    List<String> limitations = Limitations.of(inputs, flow);
    all.sections.add(
        new CohortSection("Limitations", List.of(), limitations, List.of(), List.of()));
    all.checklists(FactSheet.of(inputs, flow, limitations.size()).facts());
    return all.sections;
  }

  private MeasuredFigures figures() {
    return inputs.figures();
  }

  private List<Task> binary() {
    return inputs.tasks().stream().filter(task -> task.kind() == Task.Kind.BINARY).toList();
  }

  private void cases() throws IOException {
    List<CohortTable> tables = new ArrayList<>(List.of(flow.levelTable()));
    if (!flow.rejected().isEmpty()) {
      tables.add(flow.reasonTable());
    }
    tables.add(flow.labelTable(figures()));
    sections.add(
        CohortSection.of(
            "Flow of cases", List.of(), List.of(FlowFigure.of(flow, figures())), tables));
    sections.add(
        CohortSection.of(
            "Characteristics", List.of(), List.of(), List.of(Characteristics.of(flow))));
  }

  private void model() throws IOException {
    sections.add(
        CohortSection.of(
            "Model and training", List.of(), List.of(), List.of(ModelTable.of(inputs))));
  }

  private void performance() throws IOException {
    BinaryTables tables = new BinaryTables(inputs.tasks(), figures());
    List<CohortFigure> pictures = new ArrayList<>();
    for (Task task : binary()) {
      take(pictures, task, "roc", "Receiver operating characteristic of ");
      take(pictures, task, "pr", "Precision and recall of ");
    }
    List<CohortTable> all = new ArrayList<>();
    if (!tables.isEmpty()) {
      all.add(tables.headline());
      all.add(tables.details());
    }
    OtherTables others = new OtherTables(inputs.tasks(), figures());
    others.multiclass().ifPresent(all::add);
    others.ambiguous().ifPresent(all::add);
    sections.add(CohortSection.of("Performance", List.of(), pictures, all));
  }

  private void take(List<CohortFigure> pictures, Task task, String end, String words)
      throws IOException {
    figures().figure(task.name() + "-" + end, words + task.name() + ".").ifPresent(pictures::add);
  }

  private void calibration() throws IOException {
    BinaryTables tables = new BinaryTables(inputs.tasks(), figures());
    if (tables.isEmpty()) {
      return;
    }
    List<CohortFigure> pictures = new ArrayList<>();
    for (Task task : binary()) {
      take(pictures, task, "calibration", "Calibration in tenths of the probability, of ");
      take(pictures, task, "decision", "Decision curve of ");
    }
    sections.add(
        CohortSection.of("Calibration", List.of(), pictures, List.of(tables.calibration())));
  }

  private void floors() {
    BinaryTables tables = new BinaryTables(inputs.tasks(), figures());
    if (!tables.isEmpty()) {
      sections.add(CohortSection.of("Floors", List.of(), List.of(), List.of(tables.floors())));
    }
  }

  private void regressions() throws IOException {
    OtherTables tables = new OtherTables(inputs.tasks(), figures());
    List<CohortTable> all = new ArrayList<>();
    tables.regressions().ifPresent(all::add);
    List<CohortFigure> pictures = new ArrayList<>();
    CeilingFigure.of(inputs.tasks(), figures()).ifPresent(pictures::add);
    for (Task task : inputs.tasks()) {
      if (task.kind() == Task.Kind.REGRESSION) {
        take(pictures, task, "predicted", "Predicted against labels, ");
      }
    }
    sections.add(CohortSection.of("Regressions", List.of(), pictures, all));
  }

  private void subgroups() throws IOException {
    Subgroups groups = new Subgroups(inputs.tasks(), figures());
    List<CohortFigure> pictures = new ArrayList<>();
    for (Task task : binary()) {
      groups.forest(task).ifPresent(pictures::add);
    }
    List<CohortTable> tables = new ArrayList<>();
    groups.binaryTable().ifPresent(tables::add);
    groups.regressionTable().ifPresent(tables::add);
    List<String> missing =
        groups.missing().isEmpty()
            ? List.of()
            : List.of("Not examined: " + String.join("; ", groups.missing()) + ".");
    sections.add(CohortSection.of("Subgroups", missing, pictures, tables));
  }

  private void checklists(Map<String, String> facts) throws IOException {
    for (Checklist checklist : List.of(Checklist.claim(), Checklist.tripodAi())) {
      CohortTable table = checklist.table(facts);
      sections.add(
          CohortSection.of(
              table.title() + " checklist",
              List.of(
                  "Of "
                      + checklist.items().size()
                      + " items this run says something to "
                      + checklist.spokenTo(facts)
                      + "; the rest is the author's to write."),
              List.of(),
              List.of(table)));
    }
  }
}
