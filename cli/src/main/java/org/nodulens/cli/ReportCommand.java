package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.CaseReport;
import org.nodulens.report.StudyFacts;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens report}: a case as a page that stands on its own, and on paper. */
@Command(
    name = "report",
    description = {
      "Reports on nodules: case.html, one page with a viewer that opens from the file without any"
          + " network; case.pdf, the same on paper; nodules.csv, the numbers.",
      "What the model says and what published size tables have stand apart. For research use only."
    })
final class ReportCommand implements Callable<Integer> {
  /** More nodules make a page too large to be sent around. */
  private static final int MOST_NODULES = 20;

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private OutFolderOptions out;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "cdam,attention",
      description = "Comma-separated estimators of the maps. Default: ${DEFAULT-VALUE}.")
  private List<String> methods;

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
        description = "Crop set whose nodules are reported on, at most 20.")
    private Path folder;

    @Option(
        names = "--ids",
        split = ",",
        paramLabel = "CROP_ID",
        description = "Comma-separated crop_id of the set's manifest. Default: all.")
    private List<String> ids = new ArrayList<>();
  }

  @Override
  public Integer call() throws IOException {
    if (new HashSet<>(methods).size() < methods.size()) {
      throw new UsageException("--methods names something twice: " + methods);
    }
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
              : ofPoints(models, estimators, folder.path());
      folder.commit();
      spec.commandLine().getOut().printf("%d nodules reported%n", nodules);
      spec.commandLine().getOut().flush();
    }
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
    try (Progress progress = Progress.of("reporting", crops.size(), "nodules")) {
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
        set.records().stream()
            .filter(crop -> ids.isEmpty() || ids.contains(crop.cropId()))
            .toList();
    for (String id : ids) {
      if (crops.stream().noneMatch(crop -> crop.cropId().equals(id))) {
        throw new UsageException("crop set " + set.folder() + " has no crop " + id);
      }
    }
    requireFew(crops.size(), "crop set " + set.folder() + " gives", "--ids");
    return crops;
  }

  private int ofPoints(ScoringModels models, List<ImportanceEstimator> estimators, Path folder)
      throws IOException {
    SeriesPoints series = Objects.requireNonNull(source.series);
    requireFew(series.count(), "--point names", "--point");
    SeriesPoints.Found found = series.read(models.model().description());
    CaseReport report =
        new CaseReport(models, ModelOptions.identity(models), found.study(), estimators);
    for (var sample : found.samples()) {
      report.add(CaseNodule.ofPoint(sample));
    }
    report.writeInto(folder);
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
