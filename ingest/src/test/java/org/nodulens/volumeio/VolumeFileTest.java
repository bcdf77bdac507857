package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a volume's files are, by its header alone. */
class VolumeFileTest {
  @TempDir private Path folder;

  @Test
  void voxels_are_in_the_file_itself_or_beside_it() throws IOException {
    for (String name : new String[] {"itk-prone.mha", "nibabel-sform.nii.gz", "nibabel-4d.nii"}) {
      assertThat(VolumeFile.voxelFile(OtherProgramsVolumesTest.file(name))).as(name).isEmpty();
    }
    assertThat(VolumeFile.voxelFile(OtherProgramsVolumesTest.file("itk-upright.mhd")))
        .contains(OtherProgramsVolumesTest.file("itk-upright.raw"));
    assertThat(VolumeFile.voxelFile(OtherProgramsVolumesTest.file("itk-oblique.mhd")))
        .contains(OtherProgramsVolumesTest.file("itk-oblique.zraw"));
    assertThat(VolumeFile.voxelFile(OtherProgramsVolumesTest.file("nibabel-pair.hdr")))
        .contains(OtherProgramsVolumesTest.file("nibabel-pair.img"));
  }

  @Test
  void a_header_without_its_voxels_is_a_fault() throws IOException {
    for (String name : new String[] {"itk-upright.mhd", "nibabel-pair.hdr"}) {
      Path alone = Files.copy(OtherProgramsVolumesTest.file(name), folder.resolve(name));
      assertThatThrownBy(() -> VolumeFile.voxelFile(alone))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("beside it");
    }
  }

  @Test
  void headers_are_told_from_voxels_by_their_names() {
    for (String name : new String[] {"a.mhd", "a.MHA", "a.nii", "a.nii.gz", "a.hdr", "a.hdr.gz"}) {
      assertThat(VolumeFile.isNamedAsHeader(Path.of(name))).as(name).isTrue();
    }
    for (String name : new String[] {"a.raw", "a.zraw", "a.img", "a.img.gz", "a.dcm", "a.gz"}) {
      assertThat(VolumeFile.isNamedAsHeader(Path.of(name))).as(name).isFalse();
    }
  }

  @Test
  void a_stem_is_the_name_without_what_makes_it_a_volumes() {
    assertThat(VolumeFile.stem(Path.of("x/1.2.840.mhd"))).isEqualTo("1.2.840");
    assertThat(VolumeFile.stem(Path.of("Scan.v2.NII.GZ"))).isEqualTo("Scan.v2");
    assertThat(VolumeFile.stem(Path.of("scan.gz"))).isEqualTo("scan.gz");
    assertThat(VolumeFile.stem(Path.of(".nii"))).isEqualTo(".nii");
  }
}
