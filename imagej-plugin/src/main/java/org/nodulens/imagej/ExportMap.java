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
import java.util.Set;
import java.util.stream.Stream;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.overlay.MapSlab;
import org.nodulens.overlay.MapVolume;
import org.nodulens.report.DicomKind;
import org.nodulens.vit.ModelDescription;
import org.nodulens.volumeio.FloatVolumeFormat;

/**
 * Export Map...: the last nodule's map, raw and signed, as a volume on the CT's voxels or as DICOM
 * objects.
 */
final class ExportMap {
  private static final String VOLUME = "volume";
  private static final String DICOM = "dicom";

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
            .choice("Format:", List.of(VOLUME, DICOM), VOLUME)
            .note("volume: a file whose name ends in " + endings())
            .note("dicom: a new folder, for objects of these kinds (sc, pm, seg, sr, pr):")
            .text("Kinds:", DicomKind.SC.id())
            .file("File:", "");
    form.ask(changed -> {});
    Path file = target(form.text("file").strip());
    if (form.text("format").equals(DICOM)) {
      writeDicom(nodule, DicomExport.kinds(form.text("kinds")), file);
    } else {
      writeVolume(nodule, format(file), file);
    }
    IJ.showStatus("Nodulens: map written to " + file.getFileName());
  }

  private static Path target(String name) throws RefusedException {
    if (name.isEmpty()) {
      throw new RefusedException("no file was named");
    }
    Path file = Path.of(name).toAbsolutePath();
    if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
      throw new RefusedException("there is no folder " + file.getParent());
    }
    return file;
  }

  /** Where it is written before it is whole. */
  private static Path aside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /** Into a folder of its own, which is there only when all is in it. */
  private static void writeDicom(ExplainedNodule nodule, Set<DicomKind> kinds, Path folder)
      throws RefusedException, IOException {
    if (Files.exists(folder) && !isEmptyFolder(folder)) {
      throw new RefusedException(
          folder + " is there already: DICOM objects go into a new folder or an empty one");
    }
    Path aside = Files.createDirectory(aside(folder));
    try {
      if (DicomExport.write(nodule, kinds, aside).isEmpty()) {
        throw new RefusedException("this nodule has nothing to write as " + kinds);
      }
      Files.deleteIfExists(folder);
      Files.move(aside, folder);
    } finally {
      delete(aside);
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> files;
      try (Stream<Path> listed = Files.list(folder)) {
        files = listed.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static void writeVolume(ExplainedNodule nodule, FloatVolumeFormat format, Path file)
      throws RefusedException, IOException {
    if (Files.exists(file)) {
      throw new RefusedException(file + " is there already: choose another name");
    }
    MapVolume volume = volume(nodule);
    String what = nodule.maps().method().id() + " " + nodule.task().name();
    Path aside = aside(file);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
        format.write(
            out, volume.geometry(), volume.values(), what + ", raw, signed, per map element");
      }
      Files.move(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * On the CT's voxels. Of a model of one view the maps of all slices, each as thick as a slice, as
   * {@code nodulens explain --slices nodule} writes them; else the marked slice's maps, as thick as
   * a patch.
   */
  static MapVolume volume(ExplainedNodule nodule) throws IOException {
    ModelDescription model = nodule.network().description();
    if (model.input().views().size() == 1 && nodule.slices().size() > 1) {
      VolumeGeometry grid = nodule.placed().seenInSlicesBy(model).geometry();
      double stepMm = nodule.stack().geometry().axes().upright().slice().lengthMm();
      return MapVolume.of(
          grid, nodule.slices().stream().map(map -> new MapSlab(map.view(), stepMm)).toList());
    }
    double patchMm =
        model.input().pixelSpacingMm()
            * Math.max(model.config().patch().rows(), model.config().patch().columns());
    return MapVolume.of(
        nodule.placed().seenBy(model).geometry(),
        nodule.maps().views().stream().map(view -> new MapSlab(view, patchMm)).toList());
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
