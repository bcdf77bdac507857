package org.nodulens.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.PatientPoint;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.lidc.LidcIdri;

class PhantomAsLidcTest {
  private static final PhantomOptions SMALL = new PhantomOptions(2, 21, 320, 270, 84, 2);

  @TempDir private Path folder;

  @Test
  void the_reader_of_lidc_idri_finds_every_nodule_where_it_is() throws IOException {
    Path phantom = Files.createDirectory(folder.resolve("phantom"));
    PhantomSummary made = Phantom.write(SMALL, phantom, patient -> {});
    Path crops = folder.resolve("crops");
    IngestSummary summary =
        Ingest.run(LidcIdri.of(phantom), CropOptions.DEFAULT, crops, IngestListener.SILENT);
    assertThat(summary.series().kept()).isEqualTo(SMALL.patients());
    assertThat(summary.nodules().kept()).isEqualTo(made.nodules());
    assertThat(summary.nodules().rejected()).isZero();
    // truth.csv and README.txt
    assertThat(summary.files().rejected()).isEqualTo(2);
    requireSameBytesFromThreeJobs(phantom, crops);
    CropSet set = CropSet.open(crops);
    for (int patient = 1; patient <= SMALL.patients(); patient++) {
      PhantomStudy study = PhantomStudy.draw(SMALL, patient);
      for (NoduleTruth nodule : study.nodules()) {
        assertThat(set.records()).anyMatch(crop -> isAt(set, crop, study, nodule));
      }
    }
  }

  private void requireSameBytesFromThreeJobs(Path phantom, Path crops) throws IOException {
    Path parallel = folder.resolve("parallel");
    Ingest.withJobs(3)
        .write(LidcIdri.of(phantom), CropOptions.DEFAULT, parallel, IngestListener.SILENT);
    for (String file :
        List.of(
            "cropset.json", "manifest.csv", "rejected.csv", "crops-00000.npy", "masks-00000.npy")) {
      assertThat(parallel.resolve(file)).hasSameBinaryContentAs(crops.resolve(file));
    }
  }

  /** Readers' outlines may lie a little beside the truth: less than half a radius and a slice. */
  private static boolean isAt(
      CropSet set, CropRecord crop, PhantomStudy study, NoduleTruth nodule) {
    double near = nodule.features().diameterMm() / 4 + 2;
    return crop.seriesUid().equals(study.seriesUid())
        && center(set, crop).minus(nodule.center()).lengthMm() < near;
  }

  private static PatientPoint center(CropSet set, CropRecord crop) {
    try {
      return set.center(crop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
