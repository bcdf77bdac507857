package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.CropSetWriter;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.volumeio.FolderTree;

/**
 * Runs the usual commands on a crop of nothing. The launcher does so once after a build and has the
 * virtual machine keep the classes that were needed as it holds them in memory, so that later
 * commands start faster.
 */
final class Rehearsal {
  private static final GridSize SIZE = new GridSize(48, 48, 48);
  private static final VoxelSpacing SPACING = VoxelSpacing.isotropic(1);

  private Rehearsal() {}

  /**
   * Leaves with the exit status of the first command that failed, or 0.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    System.exit(run());
  }

  static int run() throws IOException {
    Path folder = Files.createTempDirectory("nodulens-rehearsal");
    try {
      Path crops = folder.resolve("crops");
      writeCrop(crops);
      int explained = run("explain", crops, folder.resolve("maps"));
      return explained == ExitStatus.FINISHED
          ? run("predict", crops, folder.resolve("predictions"))
          : explained;
    } finally {
      FolderTree.delete(folder);
    }
  }

  private static int run(String command, Path crops, Path out) {
    return Main.run(
        Main.commandLine(),
        command,
        "--model",
        "embedded",
        "--crops",
        crops.toString(),
        "--out",
        out.toString());
  }

  private static void writeCrop(Path folder) throws IOException {
    var header = new CropSetHeader(SIZE, Optional.of(SPACING), "rehearsal", Map.of());
    VolumeGeometry geometry =
        VolumeGeometry.centered(SIZE, PatientPoint.ORIGIN, VoxelAxes.alongPatient(SPACING));
    int voxels = SIZE.columns() * SIZE.rows() * SIZE.slices();
    try (CropSetWriter writer = CropSetWriter.create(folder, header, List.of())) {
      writer.add(
          new CropDescription(
              "rehearsal",
              new CropOrigin("rehearsal", "rehearsal", "", ""),
              CropGeometry.of(geometry),
              new NoduleFacts(OptionalDouble.empty(), 0, Map.of(), Map.of()),
              0,
              List.of()),
          new short[voxels],
          new byte[voxels]);
    }
  }
}
