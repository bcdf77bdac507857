package org.nodulens.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.CtSeriesWriter;

class InventoryTest {
  private static final VoxelAxes UPRIGHT = VoxelAxes.alongPatient(new VoxelSpacing(0.5, 0.8, 2));

  @TempDir private Path folder;

  /** Three slices of one value, 2 mm thick. */
  private void write(String patientId, String seriesUid, VoxelAxes axes) throws IOException {
    Path series = Files.createDirectories(folder.resolve(seriesUid));
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity(patientId, "Doe^Jane", "O", seriesUid + ".1", seriesUid, "2.25.3"),
            new CtScan("maker", "model", "B", 2, "chest", "20000101", "120000"),
            new VolumeGeometry(new GridSize(80, 60, 3), PatientPoint.ORIGIN, axes));
    for (int k = 0; k < 3; k++) {
      writer.write(series.resolve(k + ".dcm"), k, new short[80 * 60]);
    }
  }

  private Inventory inventory() throws IOException {
    return Inventory.of(CtSeriesScanner.scan(folder, Inventory.SCAN), PixelVerdict::of);
  }

  @Test
  void patients_are_numbered_in_order_of_their_ids_and_studies_where_there_is_none()
      throws IOException {
    write("P-2", "1.1", UPRIGHT);
    write("P-1", "1.2", UPRIGHT);
    write("P-2", "1.3", UPRIGHT);
    write("", "1.5", UPRIGHT);
    write("", "1.4", UPRIGHT);
    assertThat(inventory().entries())
        .extracting(entry -> entry.patient() + " " + entry.series().uid())
        .containsExactly(
            "patient-1 1.4", "patient-2 1.5", "patient-3 1.2", "patient-4 1.1", "patient-4 1.3");
    assertThat(InventoryJson.text(inventory())).doesNotContain("P-1").doesNotContain("Doe");
  }

  @Test
  void what_others_refuse_or_overlook_is_flagged() throws IOException {
    write("P", "1.1", UPRIGHT);
    write("P", "1.2", UPRIGHT.withSpacing(new VoxelSpacing(0.5, 0.8, 2.5)));
    write(
        "P", "1.3", new VoxelAxes(UPRIGHT.column(), UPRIGHT.row(), new PatientVector(0, -0.5, 2)));
    Inventory inventory = inventory();
    assertThat(inventory.series()).isEqualTo(new RejectCounts(3, 3, 0));
    assertThat(inventory.files()).isEqualTo(new RejectCounts(9, 9, 0));
    assertThat(inventory.entries())
        .extracting(SeriesEntry::flags)
        .satisfiesExactly(
            flags -> assertThat(flags).containsExactly("implausible-hu"),
            flags -> assertThat(flags).containsExactly("implausible-hu", "gaps"),
            flags -> assertThat(flags).containsExactly("implausible-hu", "gantry-tilt"));
    JsonNode tilted =
        new ObjectMapper().readTree(InventoryJson.text(inventory)).get("series").get(2);
    // atan(0.5 / 2); the planes are 2 mm apart all the same
    assertThat(tilted.get("tilt_degrees").asDouble()).isCloseTo(14.036, within(1e-3));
    assertThat(tilted.get("spacing_mm").toString()).isEqualTo("[2.0,0.8,0.5]");
    assertThat(tilted.get("hu").get("fault").asText()).isEqualTo("all voxels have the same value");
  }

  @Test
  void pixels_that_cannot_be_read_are_a_flag_and_no_end() throws IOException {
    write("P", "1.1", UPRIGHT);
    var scan = CtSeriesScanner.scan(folder, Inventory.SCAN);
    Files.delete(folder.resolve("1.1/1.dcm"));
    Inventory inventory = Inventory.of(scan, PixelVerdict::of);
    assertThat(inventory.entries().get(0).flags()).containsExactly("unreadable");
    assertThat(InventoryJson.text(inventory)).doesNotContain(folder.toString());
  }
}
