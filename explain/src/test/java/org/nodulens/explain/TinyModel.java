package org.nodulens.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** A random ViT of 16 x 16 pixels and 4 x 4 patches, and a random volume to look at. */
final class TinyModel {
  static final VitConfig CONFIG =
      new VitConfig(
          PixelSize.square(16), PixelSize.square(4), 1, 12, 2, 3, 24, 1, true, true, 2, 1e-6);

  private TinyModel() {}

  static VitWeights weights(double headScale) {
    Random random = new Random(5);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    VitWeights.shapes(CONFIG)
        .forEach(
            (name, shape) -> {
              int count = 1;
              for (int extent : shape) {
                count *= extent;
              }
              float[] values = new float[count];
              for (int i = 0; i < count; i++) {
                double scale = name.startsWith("head") ? headScale : 1;
                values[i] = (float) (0.4 * scale * random.nextGaussian());
              }
              tensors.put(name, new Tensor(values, shape));
            });
    try {
      return VitWeights.of(CONFIG, tensors, "a random model");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static InputSpec input(List<View> views, List<Symmetry> symmetries) {
    return new InputSpec(
        HounsfieldWindow.ofRange(-1000, 400),
        List.of(0.5),
        List.of(0.3),
        16,
        PixelSize.square(16),
        views,
        symmetries);
  }

  static ModelFolder write(Path folder, InputSpec input, VitWeights weights) throws IOException {
    Files.createDirectories(folder);
    List<Task> tasks =
        List.of(
            new Task(
                "malignancy",
                1,
                Task.Kind.BINARY,
                "probability",
                Task.Scaling.NONE,
                "median-no-3",
                Optional.empty()),
            new Task(
                "texture",
                1,
                Task.Kind.REGRESSION,
                "rating",
                new Task.Scaling(4, 2, false),
                "mean",
                Optional.empty()));
    ModelDescription description =
        new ModelDescription(
            CONFIG,
            input,
            tasks,
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode(),
            TrainingPatients.NONE);
    return ModelFolder.write(folder, description, weights);
  }

  /** 25 x 25 x 25 voxels of 1 mm around (0, 0, 0), random HU. */
  static CtVolume volume() {
    Random random = new Random(6);
    GridSize size = new GridSize(25, 25, 25);
    short[][] slices = new short[25][625];
    for (short[] slice : slices) {
      for (int i = 0; i < slice.length; i++) {
        slice[i] = (short) (random.nextInt(1400) - 1000);
      }
    }
    return new CtVolume(
        VolumeGeometry.centered(
            size, PatientPoint.ORIGIN, VoxelAxes.alongPatient(VoxelSpacing.isotropic(1))),
        slices);
  }

  /** The same volume seen in a mirror: x becomes -x. */
  static CtVolume mirrored(CtVolume volume) {
    int columns = volume.geometry().size().columns();
    short[][] slices = new short[volume.geometry().size().slices()][];
    for (int k = 0; k < slices.length; k++) {
      short[] slice = volume.slice(k);
      slices[k] = new short[slice.length];
      for (int i = 0; i < slice.length; i++) {
        slices[k][i] = slice[i / columns * columns + (columns - 1 - i % columns)];
      }
    }
    return new CtVolume(volume.geometry(), slices);
  }
}
