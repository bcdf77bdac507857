package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ij.ImagePlus;
import ij.WindowManager;
import ij.util.DicomTools;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.explain.ViewMap;
import org.nodulens.overlay.PlacedMap;

/** Export Map... by its keywords. */
class ExportMapTest {
  /** Before the voxels of NIfTI-1 in one file. */
  private static final int NIFTI_HEADER_BYTES = 352;

  @TempDir Path folder;
  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  private static String export(String options) {
    return NodulensPlugIn.run("export", options);
  }

  private ExplainedNodule explain() throws RefusedException {
    assertThat(NodulensPlugIn.run("explain", "task=malignancy")).isEmpty();
    return MapReadout.lastOf(WindowManager.getCurrentImage());
  }

  @Test
  void every_slice_of_a_volume_holds_its_own_map_raw() throws Exception {
    ExplainedNodule nodule = explain();
    Path file = folder.resolve("map.nii");
    assertThat(export("file=[" + file + "]")).isEmpty();

    VolumeGeometry grid = nodule.placed().seenInSlicesBy(nodule.network().description()).geometry();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat((long) bytes.capacity())
        .isEqualTo(NIFTI_HEADER_BYTES + Float.BYTES * grid.size().voxels());
    for (SliceMap map : nodule.slices()) {
      VoxelIndex voxel = grid.nearestVoxel(nodule.placed().pointIn(map.slice()));
      int at =
          (voxel.slice() * grid.size().rows() + voxel.row()) * grid.size().columns()
              + voxel.column();
      float written = bytes.getFloat(NIFTI_HEADER_BYTES + Float.BYTES * at);
      assertThat(values(map.view())).contains(written);
    }
    assertThat(nodule.slices()).hasSizeGreaterThan(3);
  }

  private static List<Float> values(ViewMap view) {
    float[] values = view.map().values();
    return Stream.iterate(0, i -> i + 1).limit(values.length).map(i -> values[i]).toList();
  }

  @Test
  void what_is_there_already_stays_as_it_is() throws Exception {
    explain();
    Path file = Files.writeString(folder.resolve("mine.mha"), "mine");
    assertThat(export("file=[" + file + "]")).contains("is there already");
    Path occupied = Files.createDirectories(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("mine"), "mine");
    assertThat(export("format=dicom file=[" + occupied + "]")).contains("a new folder");
    assertThat(file).hasContent("mine");
    assertThat(occupied.resolve("mine")).hasContent("mine");
  }

  @Test
  void what_makes_no_sense_is_refused() throws Exception {
    assertThat(export("file=map.nii")).contains("nothing has been explained");
    explain();
    assertThat(export("")).contains("no file was named");
    assertThat(export("file=[" + folder + "/map.png]")).contains(".nii or .mha");
    assertThat(export("file=[" + folder + "/none/map.nii]")).contains("there is no folder");
    assertThat(export("format=dicom kinds=sc,xyz file=[" + folder + "/new]"))
        .contains("kinds of DICOM objects are sc, pm, seg, sr, pr; got \"xyz\"");
    assertThat(export("format=dicom kinds=pdf file=[" + folder + "/new]")).contains("got \"pdf\"");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void dicom_objects_refer_to_the_files_that_the_stack_was_opened_from() throws Exception {
    ExplainedNodule nodule = explain();
    Path out = folder.resolve("objects");
    assertThat(export("format=dicom kinds=[sc,pm,seg,sr,pr] file=[" + out + "]")).isEmpty();
    List<Path> files;
    try (Stream<Path> listed = Files.list(out)) {
      files = listed.sorted().toList();
    }
    assertThat(files.stream().map(file -> file.getFileName().toString()))
        .contains("sc-0001.dcm", "pm-0001.dcm", "seg-0001.dcm", "sr-0001.dcm", "pr-0001.dcm")
        .filteredOn(name -> name.startsWith("sc"))
        .hasSameSizeAs(nodule.slices()); // a picture a slice
    String study = DicomTools.getTag(phantom.image(), "0020,000D").strip();
    String slice =
        DicomTools.getTag(phantom.image(), "0008,0018").strip(); // where the nodule is marked
    List<String> referring = new ArrayList<>();
    for (Path file : files) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains(study)).as("%s is in the study", file).isTrue();
      if (bytes.contains(slice)) {
        referring.add(file.getFileName().toString());
      }
    }
    assertThat(referring).contains("pm-0001.dcm", "seg-0001.dcm", "sr-0001.dcm", "pr-0001.dcm");
    assertThat(referring).filteredOn(name -> name.startsWith("sc")).hasSize(1);
    requireValid(files);
  }

  private static void requireValid(List<Path> files) throws IOException, InterruptedException {
    boolean isThere =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "dciodvfy")));
    assumeThat(isThere).as("dciodvfy (dicom3tools) is not installed").isTrue();
    for (Path file : files) {
      Process process =
          new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      assertThat(said).as(file.getFileName().toString()).isNotEmpty().doesNotContain("Error");
    }
  }

  @Test
  void planes_of_a_parametric_map_lie_where_their_slices_lie() throws Exception {
    ExplainedNodule nodule = explain();
    PlacedMap map = DicomExport.placed(nodule);
    assertThat(map.geometry().size().slices()).isEqualTo(nodule.slices().size());
    for (SliceMap slice : nodule.slices()) {
      VolumeGeometry elements = slice.view().geometry();
      float corner = slice.view().map().value(0, 0);
      assertThat(map.at(elements.origin())).isCloseTo(corner, within(1e-6f * Math.abs(corner)));
    }
  }

  @Test
  void a_stack_that_does_not_know_its_files_makes_no_dicom_objects() throws Exception {
    ImagePlus orphan = phantom.image().duplicate();
    WindowManager.setTempCurrentImage(orphan);
    orphan.setRoi(phantom.nodule(0, ""));
    explain();
    assertThat(export("format=dicom file=[" + folder + "/orphan]"))
        .contains("does not say which folder its DICOM files lie in");
    assertThat(export("file=[" + folder + "/orphan.mha]")).isEmpty();
  }

  @Test
  void a_series_that_has_changed_on_disk_is_not_referred_to() throws Exception {
    Series moved = Series.phantom(folder.resolve("moved"));
    moved.openMarked();
    explain();
    try (Stream<Path> files = Files.list(moved.folder())) {
      Files.delete(files.sorted().findFirst().orElseThrow());
    }
    assertThat(export("format=dicom file=[" + folder + "/gone]"))
        .contains("no longer holds the DICOM files of this stack");
    assertThat(folder.resolve("gone")).doesNotExist();
  }
}
