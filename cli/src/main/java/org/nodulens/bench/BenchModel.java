package org.nodulens.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Task;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** What speed is measured on: a network of random weights, and a volume of noise. */
final class BenchModel {
  private static final long SEED = 1;

  /** Voxels along an axis. */
  private static final int SIDE = 71;

  private BenchModel() {}

  /** ViT-S/8 at 224 x 224. */
  static final VitConfig SMALL_8 = config(224, 384, 12, 6);

  /** So small that a run takes no time, to see that everything runs. */
  static final VitConfig TRIAL = config(32, 24, 3, 3);

  /** Its last block alone. */
  static VitConfig ofOneBlock(VitConfig config) {
    return config(config.image().rows(), config.width(), 1, config.heads());
  }

  private static VitConfig config(int pixels, int width, int depth, int heads) {
    return new VitConfig(
        PixelSize.square(pixels),
        PixelSize.square(8),
        /* channels= */ 3,
        width,
        depth,
        heads,
        /* mlpWidth= */ 4 * width,
        /* registers= */ 0,
        /* layerScale= */ false,
        /* positionsCoverPrefix= */ true,
        /* outputs= */ 1,
        /* layerNormEps= */ 1e-6);
  }

  /** Such a network, one pass a nodule. */
  static ModelFolder write(VitConfig config, Path folder) throws IOException {
    InputSpec input =
        new InputSpec(
            HounsfieldWindow.ofRange(-1000, 400),
            Collections.nCopies(3, 0.5),
            Collections.nCopies(3, 0.25),
            32,
            config.image(),
            List.of(View.AXIAL),
            List.of(Symmetry.IDENTITY));
    Task task =
        new Task(
            "malignancy",
            1,
            Task.Kind.BINARY,
            "probability",
            Task.Scaling.NONE,
            "median-no-3",
            Optional.empty());
    ModelDescription description =
        new ModelDescription(
            config,
            input,
            List.of(task),
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            TrainingPatients.NONE);
    return ModelFolder.write(
        folder, description, VitWeights.random(config, /* deviation= */ 0.04, SEED));
  }

  /** 71 x 71 x 71 voxels of 0.7 mm around the origin, noise from -1000 to 400 HU. */
  static CtVolume volume() {
    SplittableRandom random = new SplittableRandom(SEED);
    short[][] slices = new short[SIDE][SIDE * SIDE];
    for (short[] slice : slices) {
      for (int i = 0; i < slice.length; i++) {
        slice[i] = (short) random.nextInt(-1000, 400);
      }
    }
    return new CtVolume(
        VolumeGeometry.centered(
            new GridSize(SIDE, SIDE, SIDE),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(0.7))),
        slices);
  }
}
