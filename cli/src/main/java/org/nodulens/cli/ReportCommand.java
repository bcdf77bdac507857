package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.Counted;
import org.nodulens.report.CaseMaps;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.CaseReport;
import org.nodulens.report.DicomKind;
import org.nodulens.report.SimilarNodules;
import org.nodulens.report.cohort.CohortReport;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nodulens report}: a case, or a cohort, as a page that stands on its own, and on paper. */
@Command(
    name = "report",
    description = {
      "With --ids or --series: reports on nodules: case.html, one page with a viewer that opens from the file without any"
          + " network; case.pdf, the same on paper; nodules.csv and measures.csv, the numbers.",
      "What the model says and what published size tables have stand apart. For research use only.",
      "With --crops alone: reports on the whole set as a cohort, from figures that train, evaluate and"
          + " benchmark left: cohort.html, cohort.pdf, tables/ (CSV) and figures/ (SVG, CSV): flow of"
          + " cases, characteristics, performance, calibration, floors, subgroups, limitations and the"
          + " checklists of CLAIM 2024 and TRIPOD+AI, filled in as far as the run knows."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private OutFolderOptions out;
  @Mixin private CohortOptions cohort;
  @Mixin private CaseOptions cases;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** What is reported on: crops of a set, or points of a series. */
  static final class Source {
    @ArgGroup(exclusive = false)
    private @Nullable SomeCrops crops;

    @ArgGroup(exclusive = false)
    private @Nullable SeriesPoints series;

    Cases read(ScoringModels models) throws IOException {
      return crops != null
          ? crops.read(models)
          : Objects.requireNonNull(series).read(models.model().description());
    }
  }

  @Override
  public Integer call() throws IOException {
    if (cases.writesDicom() && source.series == null) {
      throw new UsageException("--dicom needs --series: a crop set has no study to write into");
    }
    if (source.crops != null && source.crops.isCohort()) {
      cases.requireNone();
      reportOnCohort(source.crops.folder());
    } else {
      cohort.requireNone();
      reportOnNodules();
    }
    return ExitStatus.FINISHED;
  }

  private void reportOnCohort(Path crops) throws IOException {
    CohortReport report = cohort.report(model.folder(), crops);
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      report.writeInto(folder.path());
      folder.commit();
    }
    print(
        "cohort of "
            + Counted.of(report.nodules(), "nodule")
            + " of "
            + Counted.of(report.patients(), "patient")
            + " reported; "
            + cohort.origin());
  }

  private void reportOnNodules() throws IOException {
    CaseMaps maps = cases.maps();
    Set<DicomKind> kinds = cases.dicomKinds();
    int objects = 0;
    Cases found;
    try (ScoringModels models = model.open();
        OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      found = source.read(models);
      CaseReport report =
          new CaseReport(models, ModelOptions.identity(models), found.study(), maps);
      add(found, report, models);
      report.writeInto(folder.path());
      if (!kinds.isEmpty()) {
        objects = report.writeDicom(found.series().orElseThrow(), kinds, folder.path()).size();
      }
      folder.commit();
    }
    if (objects > 0) {
      print(Counted.of(objects, "DICOM object") + " written");
    }
    print(Counted.of(found.nodules().size(), "nodule") + " reported");
  }

  private void add(Cases found, CaseReport report, ScoringModels models) throws IOException {
    try (SimilarNodules others = cases.similar(models);
        Progress progress = Progress.of("reporting", found.nodules().size(), "nodules")) {
      if (others != null) {
        report.compareWith(others);
      }
      for (CaseNodule nodule : found.nodules()) {
        report.add(nodule);
        progress.step();
      }
    }
  }

  private void print(String line) {
    PrintWriter print = spec.commandLine().getOut();
    print.println(line);
    print.flush();
  }
}
