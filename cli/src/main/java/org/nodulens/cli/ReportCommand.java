package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.CaseReport;
import org.nodulens.report.DicomKind;
import org.nodulens.report.SimilarNodules;
import org.nodulens.report.StudyFacts;
import org.nodulens.report.cohort.CohortReport;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens report}: a case, or a cohort, as a page that stands on its own, and on paper. */
@Command(
    name = "report",
    description = {
      "With --ids or --series: reports on nodules: case.html, one page with a viewer that opens from the file without any"
          + " network; case.pdf, the same on paper; nodules.csv, the numbers.",
      "What the model says and what published size tables have stand apart. For research use only.",
      "With --crops alone: reports on the whole set as a cohort, from figures that train, evaluate and"
          + " benchmark left: cohort.html, cohort.pdf, tables/ (CSV) and figures/ (SVG, CSV): flow of"
          + " cases, characteristics, performance, calibration, floors, subgroups, limitations and the"
          + " checklists of CLAIM 2024 and TRIPOD+AI, filled in as far as the run knows."
    })
final class ReportCommand implements Callable<Integer> {
  /** More nodules make a page too large to be sent around. */
  private static final int MOST_NODULES = 20;

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private OutFolderOptions out;
  @Mixin private CohortOptions cohort;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "cdam,attention",
      description = "Comma-separated estimators of the maps. Default: ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--dicom",
      split = ",",
      arity = "0..1",
      fallbackValue = "sc",
      paramLabel = "KIND",
      description =
          "Also DICOM objects for the study of --series, in DIR/dicom: sc (pictures of the map over"
              + " the slices), pm (the map's numbers), seg (outline and regions), sr (measurements"
              + " and predictions), pdf (the report), pr (a mark on the nodule). sc where none is"
              + " named.")
  private List<String> dicom = new ArrayList<>();

  @Option(
      names = "--similar",
      paramLabel = "CROPSET",
      description =
          "Crop set to search for the nodules that are most similar to each one reported on, with"
              + " their labels. Shown under hashes, without pictures.")
  private @Nullable Path similar;

  /** What is reported on: crops of a set, or points of a series. */
  static final class Source {
    @ArgGroup(exclusive = false)
    private @Nullable SomeCrops crops;

    @ArgGroup(exclusive = false)
    private @Nullable SeriesPoints series;
  }

  /** {@code --crops CROPSET --ids ID,...}. */
  static final class SomeCrops {
    @Option(
        names = "--crops",
        required = true,
        paramLabel = "CROPSET",
        description = "Crop set that is reported on.")
    private Path folder;

    @Option(
        names = "--ids",
        split = ",",
        paramLabel = "CROP_ID",
        description =
            "Comma-separated crop_id of the set's manifest, at most 20: a report on these nodules"
                + " instead of the cohort.")
    private List<String> ids = new ArrayList<>();
  }

  @Override
  public Integer call() throws IOException {
    if (!dicom.isEmpty() && source.series == null) {
      throw new UsageException("--dicom needs --series: a crop set has no study to write into");
    }
    if (source.crops != null && source.crops.ids.isEmpty()) {
      return ofCohort(source.crops.folder);
    }
    if (cohort.given()) {
      throw new UsageException(
          "--evaluation and --benchmark go with a cohort: --crops without --ids");
    }
    if (new HashSet<>(methods).size() < methods.size()) {
      throw new UsageException("--methods names something twice: " + methods);
    }
    Set<DicomKind> kinds = kinds();
    List<ImportanceEstimator> estimators = new ArrayList<>();
    for (String id : methods) {
      Optional<ImportanceEstimator> method = Methods.ofId(id);
      estimators.add(
          method.orElseThrow(
              () ->
                  new UsageException(
                      "no method is called " + id + "; there are " + Methods.ids())));
    }
    try (ScoringModels models = model.open();
        OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      int nodules =
          source.crops != null
              ? ofCrops(source.crops, models, estimators, folder.path())
              : ofPoints(models, estimators, kinds, folder.path());
      folder.commit();
      spec.commandLine().getOut().printf("%d nodules reported%n", nodules);
      spec.commandLine().getOut().flush();
    }
    return ExitStatus.FINISHED;
  }

  private int ofCohort(Path crops) throws IOException {
    if (spec.commandLine().getParseResult().hasMatchedOption("--methods")) {
      throw new UsageException(
          "--methods goes with nodules (--ids or --series); maps of a cohort come with --benchmark");
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--similar")) {
      throw new UsageException("--similar goes with nodules: --ids or --series");
    }
    CohortReport report = cohort.report(model.folder(), crops);
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      report.writeInto(folder.path());
      folder.commit();
    }
    spec.commandLine()
        .getOut()
        .printf(
            "cohort of %d nodules of %d patients reported; %s%n",
            report.nodules(), report.patients(), cohort.origin());
    spec.commandLine().getOut().flush();
    return ExitStatus.FINISHED;
  }

  private int ofCrops(
      SomeCrops asked, ScoringModels models, List<ImportanceEstimator> estimators, Path folder)
      throws IOException {
    CropSet set = CropSet.open(asked.folder);
    List<CropRecord> crops = chosen(set, asked.ids);
    for (CropRecord crop : crops) {
      models.forPatient(crop.patientId()); // whatever is amiss shows before the work begins
    }
    StudyFacts study = StudyFacts.ofCropSet(set.header().source(), crops.size());
    CaseReport report = new CaseReport(models, ModelOptions.identity(models), study, estimators);
    try (SimilarNodules others = similar(models);
        Progress progress = Progress.of("reporting", crops.size(), "nodules")) {
      if (others != null) {
        report.compareWith(others);
      }
      for (CropRecord crop : crops) {
        report.add(CaseNodule.ofCrop(set, crop, NoduleSample.of(set, crop)));
        progress.step();
      }
    }
    report.writeInto(folder);
    return crops.size();
  }

  private static List<CropRecord> chosen(CropSet set, List<String> ids) {
    List<CropRecord> crops =
        set.records().stream().filter(crop -> ids.contains(crop.cropId())).toList();
    for (String id : ids) {
      if (crops.stream().noneMatch(crop -> crop.cropId().equals(id))) {
        throw new UsageException("crop set " + set.folder() + " has no crop " + id);
      }
    }
    requireFew(crops.size(), "crop set " + set.folder() + " gives", "--ids");
    return crops;
  }

  private @Nullable SimilarNodules similar(ScoringModels models) throws IOException {
    if (similar == null) {
      return null;
    }
    CropSet set = CropSet.open(similar);
    try (Progress progress = Progress.of("embedding", set.records().size(), "nodules")) {
      return SimilarNodules.of(models, set, progress::step);
    }
  }

  private Set<DicomKind> kinds() {
    Set<DicomKind> kinds = EnumSet.noneOf(DicomKind.class);
    for (String id : dicom) {
      kinds.add(
          DicomKind.ofId(id)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--dicom knows no kind "
                              + id
                              + "; there are "
                              + Stream.of(DicomKind.values()).map(DicomKind::id).toList())));
    }
    return kinds;
  }

  private int ofPoints(
      ScoringModels models, List<ImportanceEstimator> estimators, Set<DicomKind> kinds, Path folder)
      throws IOException {
    SeriesPoints series = Objects.requireNonNull(source.series);
    requireFew(series.count(), "--point names", "--point");
    SeriesPoints.Found found = series.read(models.model().description());
    CaseReport report =
        new CaseReport(models, ModelOptions.identity(models), found.study(), estimators);
    try (SimilarNodules others = similar(models)) {
      if (others != null) {
        report.compareWith(others);
      }
      for (var sample : found.samples()) {
        report.add(CaseNodule.ofPoint(sample));
      }
    }
    report.writeInto(folder);
    if (!kinds.isEmpty()) {
      int files = report.writeDicom(found.series(), kinds, folder).size();
      spec.commandLine().getOut().printf("%d DICOM objects written%n", files);
    }
    return found.samples().size();
  }

  private static void requireFew(int nodules, String who, String option) {
    if (nodules < 1 || nodules > MOST_NODULES) {
      throw new UsageException(
          who
              + " "
              + nodules
              + " nodules, expected 1 to "
              + MOST_NODULES
              + "; choose by "
              + option);
    }
  }
}
