package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.CtSeries;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.vit.ScoringModels;
import org.nodulens.volumeio.FileOutput;

/**
 * A report on nodules of one case: a page with a viewer that opens from the file (case.html), the
 * same on paper (case.pdf) and its numbers (nodules.csv, measures.csv). It says what the model
 * says, what published size tables have, and what is not known; it recommends nothing.
 */
public final class CaseReport {
  /** A page of more voxels than these is too large to be sent around: 2 bytes each, packed. */
  private static final long MOST_VOXELS = 1_600_000;

  private static final String PDF = "case.pdf";

  private final ScoringModels models;
  private final ModelIdentity identity;
  private final StudyFacts study;
  private final CaseExplainer explainer;
  private final List<CaseFindings> nodules = new ArrayList<>();
  private @Nullable SimilarNodules similar;

  /** A report without nodules. */
  public CaseReport(ScoringModels models, ModelIdentity identity, StudyFacts study, CaseMaps maps) {
    this.models = models;
    this.identity = identity;
    this.study = study;
    this.explainer = new CaseExplainer(models, maps);
  }

  /** Asks the model about a nodule. */
  public void add(CaseNodule nodule) throws IOException {
    nodules.add(
        explainer.explain(nodule, similar == null ? List.of() : similar.to(nodule.sample())));
  }

  /**
   * Shows with each nodule that is added from now on those that are most similar to it.
   *
   * @param others stays the caller's to close
   */
  public void compareWith(SimilarNodules others) {
    this.similar = others;
  }

  /**
   * Writes page, paper and table.
   *
   * @param folder exists
   * @throws IllegalStateException if no nodule was added
   */
  public void writeInto(Path folder) throws IOException {
    if (nodules.isEmpty()) {
      throw new IllegalStateException("a report needs at least one nodule");
    }
    List<NoduleSection> sections = new ArrayList<>();
    for (int i = 0; i < nodules.size(); i++) {
      sections.add(NoduleSection.of(i + 1, nodules.get(i)));
    }
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("study", Html.table(List.of("Study", ""), study.rows()));
    slots.put("unknowns", Html.list(Unknowns.of(nodules, models.model().description())));
    slots.put("model", ModelFacts.of(models.model(), identity));
    slots.put("created", Html.escaped(identity.createdBy()));
    slots.put("data", new ViewerData(MOST_VOXELS / nodules.size()).json(nodules));
    slots.put("viewer", Template.text("viewer.js"));
    slots.put("nodules", page(sections));
    String page = Template.resource("case.html").filled(slots);
    FileOutput.text(folder.resolve("case.html"), page);
    slots.put("nodules", paper(sections));
    String paper = Template.resource("case-print.html").filled(slots);
    PdfFile.write(folder.resolve(PDF), paper, identity.createdBy());
    new NoduleCsv(nodules).write(folder.resolve("nodules.csv"));
    new MeasuresCsv(nodules).write(folder.resolve("measures.csv"));
  }

  /**
   * Writes DICOM objects about the nodules, to go into the study of their series.
   *
   * @param series that all nodules are in
   * @param report the folder that {@link #writeInto} has written; they go into its folder dicom
   * @return the files
   */
  public List<Path> writeDicom(CtSeries series, Set<DicomKind> kinds, Path report)
      throws IOException {
    List<DicomCase> cases = new ArrayList<>();
    for (CaseFindings nodule : nodules) {
      cases.add(new DicomFindings(nodule, series.geometry(), identity.createdBy()).nodule());
    }
    byte[] pdf = Files.readAllBytes(report.resolve(PDF));
    return DicomObjects.of(series, identity, cases, Optional.of(pdf))
        .write(kinds, Files.createDirectory(report.resolve("dicom")));
  }

  private String page(List<NoduleSection> sections) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < sections.size(); i++) {
      all.append(sections.get(i).markup(viewer(nodules.get(i))));
    }
    return all.toString();
  }

  private static String paper(List<NoduleSection> sections) {
    StringBuilder all = new StringBuilder();
    sections.forEach(section -> all.append(section.markup("")));
    return all.toString();
  }

  private String viewer(CaseFindings nodule) throws IOException {
    Set<String> methods = new LinkedHashSet<>();
    nodule.central().maps().forEach(maps -> methods.add(maps.method().id()));
    List<String> tasks =
        nodule.central().predictions().stream().map(found -> found.task().name()).toList();
    return Template.resource("case-viewer.html")
        .filled(
            Map.of(
                "tasks", options(tasks),
                "methods", options(methods),
                "voxels",
                    Html.escaped(NoduleSection.voxels(nodule, MOST_VOXELS / nodules.size()))));
  }

  private static String options(Iterable<String> names) {
    StringBuilder options = new StringBuilder();
    for (String name : names) {
      options.append("<option>").append(Html.escaped(name)).append("</option>");
    }
    return options.toString();
  }
}
