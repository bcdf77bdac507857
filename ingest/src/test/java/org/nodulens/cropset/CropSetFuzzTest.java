package org.nodulens.cropset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;
import org.nodulens.volumeio.Sha256;

/** Crop sets: the texts beside the voxels. */
class CropSetFuzzTest {
  private static final String HEADER =
      """
      {"format": "nodulens-cropset/1", "shape": [1, 2, 2], "spacing_mm": [1.25, 0.5, 0.5],
       "source": "seed", "options": {"a": [1, 2.5, null, true]}, "created_by": "nodulens"}
      """;

  private static final String MANIFEST =
      """
      crop_id,source_id,patient_id,series_uid,sop_uid,shard,index,center_x_mm,center_y_mm,\
      center_z_mm,spacing_x_mm,spacing_y_mm,spacing_z_mm,diameter_mm,readers,i_x,i_y,i_z,j_x,j_y,\
      j_z,k_x,k_y,k_z,o_x,o_y,o_z,malignancy_mean,malignancy_median,malignancy_readings,label_a,\
      sha256,padded_fraction,flags
      a,1,P,1.2,1.2.3,0,0,1,2,3,0.5,0.5,1.25,4.5,2,0.5,0,0,0,0.5,0,0,0,1.25,1,2,3,4.5,4.5,5;4,x,\
      %s,0.25,f;g
      b,,,,,crops-00000.npy,0,,,,,,,,0,,,,,,,,,,,,,,,,"y, ""z""\",%s,0,
      """
          .formatted(Sha256.of(new byte[8]), Sha256.of(new byte[8]));

  @TempDir private Path folder;

  static Stream<byte[]> headers() {
    return Stream.of(HEADER.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<byte[]> manifests() {
    return Stream.of(MANIFEST.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("headers")
  @FuzzTest
  void a_header_is_read_or_refused(byte[] header) throws IOException {
    open(header, MANIFEST.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("manifests")
  @FuzzTest
  void a_manifest_is_read_or_refused(byte[] manifest) throws IOException {
    open(HEADER.getBytes(StandardCharsets.UTF_8), manifest);
  }

  private void open(byte[] header, byte[] manifest) throws IOException {
    Files.write(folder.resolve(CropFiles.HEADER), header);
    Files.write(folder.resolve(CropFiles.MANIFEST), manifest);
    if (!Files.exists(CropFiles.crops(folder, 0))) {
      writeShards();
    }
    try {
      CropSet set = CropSet.open(folder);
      for (CropRecord crop : set.records()) {
        assertThat(set.volume(crop).geometry()).isEqualTo(set.geometry(crop));
        assertThat(set.mask(crop)).hasSize(4);
      }
    } catch (FormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private void writeShards() throws IOException {
    try (NpyWriter crops = NpyWriter.create(CropFiles.crops(folder, 0), NpyType.INT16, 1, 2, 2);
        NpyWriter masks = NpyWriter.create(CropFiles.masks(folder, 0), NpyType.UINT8, 1, 2, 2)) {
      crops.append(new short[4]);
      masks.append(new byte[4]);
    }
  }
}
