package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.datasets.phantom.NoduleTruth;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.datasets.phantom.PhantomStudy;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ViewMap;
import org.nodulens.nodule.Rating;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrunkEngine;

/** The demo in a small setting, and what the phantom's known truth says of its model and maps. */
class DemoTest {
  private static final int PATIENTS = 24;
  private static final long SEED = 1;

  @TempDir private static Path folder;
  private static CropSet crops;

  @BeforeAll
  static void run_the_demo() throws IOException {
    new Demo(folder, new Demo.Size(PATIENTS, 60, SEED)).run();
    crops = CropSet.open(folder.resolve("crops"));
  }

  @Test
  void the_page_stands_on_its_own_and_every_step_left_its_files() throws IOException {
    String page = Files.readString(folder.resolve("index.html"));
    assertThat(page)
        .contains("AUC of the diameter alone", "<svg", "data:image/png;base64,", "lidc-idri")
        .doesNotContain("{{")
        .doesNotContain(folder.toString())
        .doesNotContainPattern("(src|href)=\"(?!data:)");
    for (String file :
        List.of(
            "phantom/truth.csv",
            "crops/manifest.csv",
            "model/folds/2/model.json",
            "evaluation/metrics.json",
            "maps/maps.csv",
            "maps-embedded/maps.csv")) {
      assertThat(folder.resolve(file)).isRegularFile();
    }
  }

  /** A map that knew nothing of the nodule would have a share of 1 times the area. */
  @Test
  void what_speaks_for_malignancy_lies_on_the_nodule_more_than_chance_would_have_it()
      throws IOException {
    List<Double> timesChance = new ArrayList<>();
    try (ScoringModels models = models()) {
      for (CropRecord crop : crops.records()) {
        if (crop.readings(Rating.MALIGNANCY).count() >= 3
            && crop.readings(Rating.MALIGNANCY).median() > 3) {
          NoduleClassifier unseen = models.forPatient(crop.patientId()).classifier();
          List<Task> malignancy = List.of(unseen.description().task("malignancy").orElseThrow());
          Explanation explanation =
              new Explainer(unseen)
                  .explain(crops.volume(crop), crops.center(crop), List.of(Cdam.WHOLE), malignancy);
          timesChance.add(timesChance(crop, explanation.maps().get(0).views().get(0)));
        }
      }
    }
    assertThat(timesChance).hasSizeGreaterThan(8);
    assertThat(timesChance.stream().mapToDouble(x -> x).average().orElseThrow()).isGreaterThan(1.5);
  }

  /** Share of the positive importance on the consensus mask over the mask's share of the area. */
  private static double timesChance(CropRecord crop, ViewMap view) throws IOException {
    byte[] mask = crops.mask(crop);
    VolumeGeometry geometry = crops.geometry(crop);
    GridSize size = geometry.size();
    VolumeGeometry patches = view.geometry();
    double patchMm = patches.spacing().xMm();
    int across = (int) Math.round(patchMm); // a sample a millimetre
    double onNodule = 0;
    double all = 0;
    double area = 0;
    int samples = 0;
    for (int row = 0; row < patches.size().rows() * across; row++) {
      for (int column = 0; column < patches.size().columns() * across; column++) {
        double patchRow = (row + 0.5) / across - 0.5;
        double patchColumn = (column + 0.5) / across - 0.5;
        PatientPoint point = patches.toPatient(new VoxelPoint(patchColumn, patchRow, 0));
        VoxelIndex voxel = geometry.nearestVoxel(point);
        int at = (voxel.slice() * size.rows() + voxel.row()) * size.columns() + voxel.column();
        boolean inside = size.contains(voxel) && 2 * mask[at] >= crop.readers();
        double importance = Math.max(0, view.map().value(row / across, column / across));
        onNodule += inside ? importance : 0;
        all += importance;
        area += inside ? 1 : 0;
        samples++;
      }
    }
    return all == 0 || area == 0 ? 1 : (onNodule / all) / (area / samples);
  }

  @Test
  void without_its_spicules_a_nodule_is_predicted_to_be_less_spiculated() throws IOException {
    PhantomOptions options = PhantomOptions.DEMO.withPatients(PATIENTS).withSeed(SEED);
    List<Double> falls = new ArrayList<>();
    try (ScoringModels models = models()) {
      for (int patient = 1; patient <= PATIENTS; patient++) {
        PhantomStudy study = PhantomStudy.draw(options, patient);
        NoduleClassifier unseen = models.forPatient(study.patientId()).classifier();
        for (NoduleTruth nodule : study.nodules()) {
          if (nodule.features().spiculation() > 0.5) {
            PhantomStudy smooth =
                study.withNodule(nodule.number(), features -> features.withSpiculation(0));
            falls.add(
                spiculation(unseen, study, nodule.center())
                    - spiculation(unseen, smooth, nodule.center()));
          }
        }
      }
    }
    assertThat(falls).hasSizeGreaterThan(8);
    assertThat(falls.stream().mapToDouble(x -> x).average().orElseThrow()).isPositive();
    assertThat(falls.stream().filter(fall -> fall > 0).count()).isGreaterThan(falls.size() / 2);
  }

  private static double spiculation(
      NoduleClassifier classifier, PhantomStudy study, PatientPoint center) throws IOException {
    VolumeGeometry surroundings =
        VolumeGeometry.centered(
            new GridSize(2, 2, 2),
            center,
            study.geometry().axes().withSpacing(VoxelSpacing.isotropic(40)));
    CtVolume volume = study.scan().around(surroundings);
    return classifier.predict(classifier.passes(volume, center)).stream()
        .filter(prediction -> prediction.task().name().equals("spiculation"))
        .mapToDouble(Prediction::score)
        .findFirst()
        .orElseThrow();
  }

  private static ScoringModels models() throws IOException {
    return ScoringModels.of(ModelFolder.open(folder.resolve("model")), TrunkEngine.first());
  }
}
