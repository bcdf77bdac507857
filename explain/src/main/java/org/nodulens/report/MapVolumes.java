package org.nodulens.report;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.ViewMap;
import org.nodulens.overlay.MapSlab;
import org.nodulens.overlay.MapVolume;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FileOutput;
import org.nodulens.volumeio.FloatVolumeFormat;

/**
 * Maps as volumes in a folder, a file a method and task, and volumes.csv with a row for each, also
 * for those that there are none of, with the reason.
 */
final class MapVolumes implements Closeable {
  private static final String UNKNOWN_PLACE = "unknown geometry: the crop's place is not known";

  private final Path folder;
  private final FloatVolumeFormat format;
  private final CSVPrinter table;
  private final Set<String> names = new HashSet<>();

  private MapVolumes(Path folder, FloatVolumeFormat format, CSVPrinter table) {
    this.folder = folder;
    this.format = format;
    this.table = table;
  }

  static MapVolumes into(Path folder, FloatVolumeFormat format) throws IOException {
    Files.createDirectories(folder);
    CSVPrinter table = Csv.printer(folder.resolve("volumes.csv"));
    table.printRecord(
        "crop_id",
        "method",
        "task",
        "file",
        "planes",
        "slab_mm",
        "element_mm3",
        "covered_voxels",
        "missing_because");
    return new MapVolumes(folder, format, table);
  }

  /**
   * Writes what was found of one nodule.
   *
   * @param slices one, or several parallel ones
   * @param slabMm how thick a plane counts
   */
  void add(NoduleSample sample, List<ExplainedSlice> slices, double slabMm) throws IOException {
    for (List<MethodMaps> ofSlices : ExplainedSlice.byScore(slices)) {
      MethodMaps first = ofSlices.get(0);
      String method = first.method().id();
      String task = first.task().map(Task::name).orElse("");
      if (!sample.placed()) {
        table.printRecord(sample.cropId(), method, task, "", "", "", "", "", UNKNOWN_PLACE);
        continue;
      }
      List<MapSlab> slabs = new ArrayList<>();
      for (MethodMaps maps : ofSlices) {
        maps.views().forEach(view -> slabs.add(new MapSlab(view, slabMm)));
      }
      MapVolume volume = MapVolume.of(sample.volume().geometry(), slabs);
      String file = fileName(sample, first);
      write(folder.resolve(file), volume, (method + " " + task).strip());
      table.printRecord(
          sample.cropId(),
          method,
          task,
          file,
          slabs.size(),
          Csv.text(slabMm),
          Csv.text(elementMm3(first.views().get(0), slabMm)),
          volume.covered(),
          "");
    }
  }

  private void write(Path file, MapVolume volume, String what) throws IOException {
    try (OutputStream out = new BufferedOutputStream(FileOutput.stream(file))) {
      format.write(
          out, volume.geometry(), volume.values(), what + ", raw, signed, per map element");
    }
  }

  /** A name that no other volume has, whatever the crops are called. */
  private String fileName(NoduleSample sample, MethodMaps maps) {
    String name = OverlayName.of(sample.cropId(), maps);
    while (!names.add(name)) {
      name += "_";
    }
    return name + format.ending();
  }

  /** The box of an element. */
  private static double elementMm3(ViewMap view, double slabMm) {
    VolumeGeometry elements = view.geometry();
    return elements.axes().column().cross(elements.axes().row()).lengthMm() * slabMm;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
