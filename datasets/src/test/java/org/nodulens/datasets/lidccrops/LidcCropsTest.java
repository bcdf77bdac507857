package org.nodulens.datasets.lidccrops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;

/** A dataset of two crops of 5 x 5 pixels. */
class LidcCropsTest {
  @TempDir private Path root;
  @TempDir private Path out;

  @BeforeEach
  void write() throws IOException {
    try (NpyWriter crops = NpyWriter.create(root.resolve("crops.npy"), NpyType.INT16, 5, 5)) {
      short[] first = new short[25];
      first[0] = -2000;
      first[1] = 4000;
      crops.append(first);
      crops.append(new short[25]);
    }
    String contours =
        """
        index,reader,inclusion,columns_rows
        0,1,true,0 0;4 0;4 4;0 4
        0,3,true,1 1;3 1;3 3;1 3;1 1
        """;
    Files.writeString(root.resolve("contours.csv"), contours);
    nodules(row(0, "17", "0.5", "5,,6,9"), row(1, "18", "0.6", "3,3,,"));
  }

  @Test
  void ratings_that_are_empty_were_not_given_and_those_off_the_scale_are_left_out()
      throws IOException {
    Ingest.run(LidcCrops.open(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    CropRecord crop = CropSet.open(out).records().get(0);
    // internal structure goes to 4, malignancy to 5: of 5, none, 6 and 9 one is a malignancy
    assertThat(crop.readings(Rating.MALIGNANCY).values()).containsExactly(5);
    assertThat(crop.flags()).containsExactly("geometry-not-verified", "rating-off-scale");
    assertThat(crop.cropId()).isEqualTo("lidc-crops-17");
  }

  @Test
  void hu_are_clamped_what_lies_below_is_padding_and_masks_count_readers() throws IOException {
    Ingest.run(LidcCrops.open(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    CropSet set = CropSet.open(out);
    CropRecord crop = set.records().get(0);
    assertThat(set.volume(crop).slice(0)).startsWith(-1024, 3071, 0);
    assertThat(crop.paddedFraction()).isEqualTo(0.04);
    // The first reader holds the nine pixels in the middle, the second the middle one.
    byte[] mask = set.mask(crop);
    assertThat(mask[12]).isEqualTo((byte) 2);
    assertThat(mask[6]).isEqualTo((byte) 1);
    assertThat(mask[0]).isZero();
  }

  @Test
  void a_row_that_makes_no_sense_is_a_row_of_the_ledger() throws IOException {
    nodules(row(0, "17", "0.5", "5,,6,9"), row(1, "18", "", "3,3,,"), row(7, "19", "1", "3,3,,"));
    IngestSummary summary =
        Ingest.run(LidcCrops.open(root), CropOptions.DEFAULT, out, IngestListener.SILENT);
    assertThat(summary.nodules()).isEqualTo(new RejectCounts(3, 1, 2));
    assertThat(Files.readString(out.resolve("rejected.csv")))
        .contains("nodule,,1.2,18,bad-row,\"pixel_spacing_mm must be above 0, got \"\"\"\"\"")
        .contains("nodule,,1.2,19,bad-row,crop 7 is not among the 2 given");
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    Files.delete(root.resolve("contours.csv"));
    assertThatThrownBy(() -> LidcCrops.open(root).survey())
        .isInstanceOf(FormatException.class)
        .hasMessage(root + " holds no contours.csv");
    Files.delete(root.resolve("crops.npy"));
    assertThatThrownBy(() -> LidcCrops.open(root)).hasMessage(root + " holds no crops.npy");
  }

  private void nodules(String... rows) throws IOException {
    Files.writeString(
        root.resolve("nodules.csv"),
        String.join(",", CropCopier.COLUMNS) + "\n" + String.join("\n", rows) + "\n");
  }

  /** Two readers; the last four cells are malignancy's, the other ratings are empty. */
  private static String row(int index, String id, String spacing, String malignancy) {
    String others = String.join(",", Collections.nCopies(8 * 4, ""));
    String start =
        String.join(
            ",",
            List.of(
                "" + index, id, "P", "1.2", "1.2.3", "-1.5", spacing, "8", "" + (index == 1), "2"));
    return start + "," + others + "," + malignancy;
  }
}
