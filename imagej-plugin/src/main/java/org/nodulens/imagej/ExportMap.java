package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.nodulens.overlay.MapSlab;
import org.nodulens.overlay.MapVolume;
import org.nodulens.vit.ModelDescription;
import org.nodulens.volumeio.FloatVolumeFormat;

/** Export Map...: the last nodule's map, raw and signed, as a volume on the CT's voxels. */
final class ExportMap {
  private ExportMap() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException, IOException {
    ExplainedNodule nodule = MapReadout.lastOf(image);
    if (!nodule.stack().isPlaced()) {
      throw new RefusedException(
          "the stack does not say where it lies in the patient, so its map would have no place"
              + " either: open the DICOM series itself");
    }
    OptionForm form =
        new OptionForm("Export Map")
            .note("A file whose name ends in " + endings() + "; an existing one stays as it is")
            .file("File:", "");
    form.ask(changed -> {});
    Path file = Path.of(form.text("file").strip());
    FloatVolumeFormat format = format(file);
    ModelDescription model = nodule.network().description();
    double slabMm = model.input().pixelSpacingMm() * model.config().patch().rows();
    List<MapSlab> slabs =
        nodule.maps().views().stream().map(view -> new MapSlab(view, slabMm)).toList();
    MapVolume volume = MapVolume.of(nodule.placed().seenBy(model).geometry(), slabs);
    String what = nodule.maps().method().id() + " " + nodule.task().name();
    try (OutputStream out = open(file)) {
      format.write(
          out, volume.geometry(), volume.values(), what + ", raw, signed, per map element");
    }
    IJ.showStatus("Nodulens: " + what + " written to " + file.getFileName());
  }

  private static OutputStream open(Path file) throws RefusedException, IOException {
    if (Files.exists(file)) {
      throw new RefusedException(file + " is there already: choose another name");
    }
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static String endings() {
    return String.join(
        " or ", Arrays.stream(FloatVolumeFormat.values()).map(FloatVolumeFormat::ending).toList());
  }

  private static FloatVolumeFormat format(Path file) throws RefusedException {
    return Arrays.stream(FloatVolumeFormat.values())
        .filter(format -> file.toString().endsWith(format.ending()))
        .findFirst()
        .orElseThrow(() -> new RefusedException("the name of a map's file ends in " + endings()));
  }
}
