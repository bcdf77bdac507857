package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.NoduleSample;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.StudyFacts;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Option;

/** {@code --crops CROPSET --ids ID,...}: nodules of a crop set, or, without IDs, all of it. */
final class SomeCrops {
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

  Path folder() {
    return folder;
  }

  /** Whether the whole set is meant. */
  boolean isCohort() {
    return ids.isEmpty();
  }

  /** Reads the nodules; a patient whom every network has seen shows before that. */
  Cases read(ScoringModels models) throws IOException {
    CropSet set = CropSet.open(folder);
    List<CropRecord> crops = chosen(set);
    for (CropRecord crop : crops) {
      models.forPatient(crop.patientId());
    }
    List<CaseNodule> nodules = new ArrayList<>();
    for (CropRecord crop : crops) {
      nodules.add(CaseNodule.ofCrop(set, crop, NoduleSample.of(set, crop)));
    }
    StudyFacts study = StudyFacts.ofCropSet(set.header().source(), crops.size());
    return new Cases(study, nodules, Optional.empty());
  }

  private List<CropRecord> chosen(CropSet set) {
    List<CropRecord> crops =
        set.records().stream().filter(crop -> ids.contains(crop.cropId())).toList();
    for (String id : ids) {
      if (crops.stream().noneMatch(crop -> crop.cropId().equals(id))) {
        throw new UsageException("crop set " + set.folder() + " has no crop " + id);
      }
    }
    Cases.requireFew(crops.size(), "crop set " + set.folder() + " gives", "--ids");
    return crops;
  }
}
