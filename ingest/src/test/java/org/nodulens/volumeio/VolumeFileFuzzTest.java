package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;

/** MetaImage and NIfTI files. */
class VolumeFileFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> metaImages() throws IOException {
    return bytes("itk-left-handed.mha", "itk-prone.mha", "itk-upright.mhd");
  }

  static Stream<byte[]> niftis() throws IOException {
    return bytes(
        "itk-oblique.nii.gz",
        "nibabel-4d.nii",
        "nibabel-qform.nii",
        "nibabel-sform.nii.gz",
        "nibabel-two.nii.gz");
  }

  private static Stream<byte[]> bytes(String... names) throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (String name : names) {
      bytes.add(Files.readAllBytes(OtherProgramsVolumesTest.file(name)));
    }
    return bytes.stream();
  }

  @MethodSource("metaImages")
  @FuzzTest
  void a_meta_image_is_read_or_refused(byte[] bytes) throws IOException {
    Files.write(folder.resolve("itk-upright.raw"), new byte[120]);
    requireReadOrRefused(Files.write(folder.resolve("fuzzed.mha"), bytes));
  }

  @MethodSource("niftis")
  @FuzzTest
  void a_nifti_is_read_or_refused(byte[] bytes) throws IOException {
    requireReadOrRefused(Files.write(folder.resolve("fuzzed.nii.gz"), bytes));
  }

  private static void requireReadOrRefused(Path file) throws IOException {
    try {
      CtVolume volume = VolumeFile.read(file);
      GridSize size = volume.geometry().size();
      assertThat(volume.slice(size.slices() - 1)).hasSize(size.pixelsPerSlice());
      assertThat(volume.geometry().axes().slantDegrees()).isLessThan(90);
    } catch (FormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
