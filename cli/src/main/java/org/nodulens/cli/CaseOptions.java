package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropSet;
import org.nodulens.report.CaseMaps;
import org.nodulens.report.DicomKind;
import org.nodulens.report.SimilarNodules;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a report on nodules shows and writes, mixed into {@code report}. */
final class CaseOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "cdam,attention",
      description = "Comma-separated estimators of the maps. Default: ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--no-trust",
      description =
          "Does not judge how far each map may be believed. That is most of a report's time: a run"
              + " of the network for every patch of every pass.")
  private boolean withoutTrust;

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

  /** For a report on a cohort: refuses what goes with nodules only. */
  void requireNone() {
    if (given("--methods")) {
      throw new UsageException(
          "--methods goes with nodules (--ids or --series); maps of a cohort come with --benchmark");
    }
    for (String option : List.of("--similar", "--no-trust")) {
      if (given(option)) {
        throw new UsageException(option + " goes with nodules: --ids or --series");
      }
    }
  }

  private boolean given(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  boolean writesDicom() {
    return !dicom.isEmpty();
  }

  CaseMaps maps() {
    if (new HashSet<>(methods).size() < methods.size()) {
      throw new UsageException("--methods names something twice: " + methods);
    }
    return new CaseMaps(NamedMethods.of(methods), !withoutTrust);
  }

  /** The kinds of DICOM objects to write; none where none are asked for. */
  Set<DicomKind> dicomKinds() {
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

  /** The nodules to search, embedded; null where none are named. The caller closes it. */
  @Nullable SimilarNodules similar(ScoringModels models) throws IOException {
    if (similar == null) {
      return null;
    }
    CropSet set = CropSet.open(similar);
    try (Progress progress = Progress.of("embedding", set.records().size(), "nodules")) {
      return SimilarNodules.of(models, set, progress::step);
    }
  }
}
