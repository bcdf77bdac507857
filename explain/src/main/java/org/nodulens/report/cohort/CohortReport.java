package org.nodulens.report.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.report.Html;
import org.nodulens.report.PdfFile;
import org.nodulens.report.Template;
import org.nodulens.report.cohort.CohortMarkup.Medium;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FileOutput;

/**
 * A report on a cohort: cohort.html, which opens from the file and asks nothing of any network;
 * cohort.pdf; tables/ and figures/ with the numbers of each. It names no patient.
 */
public final class CohortReport {
  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final List<CohortSection> sections;

  private CohortReport(CohortInputs inputs, CaseFlow flow, List<CohortSection> sections) {
    this.inputs = inputs;
    this.flow = flow;
    this.sections = List.copyOf(sections);
  }

  /**
   * Puts a report together.
   *
   * @throws org.nodulens.volumeio.FormatException if what was counted does not add up, or if a
   *     picture is none of this program's
   */
  public static CohortReport of(CohortInputs inputs) throws IOException {
    CaseFlow flow = CaseFlow.of(inputs.set(), inputs.tasks());
    return new CohortReport(inputs, flow, CohortSections.of(inputs, flow));
  }

  /** Nodules of the crop set. */
  public int nodules() {
    return flow.crops().size();
  }

  /** Different patients of the crop set. */
  public long patients() {
    return flow.patients();
  }

  /**
   * Writes page, paper, tables and figures.
   *
   * @param folder exists
   */
  public void writeInto(Path folder) throws IOException {
    CohortMarkup page = new CohortMarkup(Medium.PAGE);
    FileOutput.text(folder.resolve("cohort.html"), filled("cohort/cohort.html", page));
    CohortMarkup paper = new CohortMarkup(Medium.PAPER);
    String xhtml = filled("cohort/cohort-print.html", paper);
    PdfFile.write(
        folder.resolve("cohort.pdf"),
        xhtml,
        inputs.createdBy(),
        new PaperPictures(paper.pictures()));
    writeTables(Files.createDirectories(folder.resolve("tables")));
    writeFigures(Files.createDirectories(folder.resolve("figures")));
  }

  private String filled(String template, CohortMarkup markup) throws IOException {
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("leak", leak());
    slots.put("results", Html.list(KeyResults.of(inputs, flow)));
    slots.put("contents", CohortMarkup.contents(sections));
    slots.put("sections", markup.sections(sections));
    slots.put("created", Html.escaped(inputs.createdBy()));
    return Template.resource(template).filled(slots);
  }

  private String leak() {
    return inputs
        .figures()
        .leak()
        .map(
            leak ->
                "<p class=\"leak\">"
                    + Html.escaped(
                        "LEAKY SPLIT (protocol "
                            + leak.path("name").asText()
                            + "): "
                            + CohortWords.leakShare(leak)
                            + " of the held-out nodules have a patient in training. "
                            + leak.path("warning").asText()
                            + ".")
                    + "</p>\n")
        .orElse("");
  }

  private void writeTables(Path folder) throws IOException {
    for (CohortSection section : sections) {
      for (CohortTable table : section.tables()) {
        write(folder.resolve(table.id() + ".csv"), table.csv());
      }
    }
  }

  private void writeFigures(Path folder) throws IOException {
    for (CohortSection section : sections) {
      for (CohortFigure figure : section.figures()) {
        FileOutput.text(folder.resolve(figure.id() + ".svg"), figure.svg().text() + "\n");
        write(folder.resolve(figure.id() + ".csv"), figure.csv());
      }
    }
  }

  private static void write(Path file, List<List<String>> rows) throws IOException {
    try (CSVPrinter table = Csv.printer(file)) {
      for (List<String> row : rows) {
        table.printRecord(row);
      }
    }
  }
}
