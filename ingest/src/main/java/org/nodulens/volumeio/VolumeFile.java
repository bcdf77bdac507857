package org.nodulens.volumeio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.nodulens.ct.CtVolume;

/**
 * A CT volume in HU as MetaImage (.mhd, .mha) or NIfTI (.nii, .nii.gz, .hdr with .img) has it. The
 * voxels are read one slice after the other; a volume is in memory once.
 *
 * <p>Slices come in ascending order along row x column direction, whichever way round the file has
 * them, each voxel where the file puts it in the patient.
 */
public final class VolumeFile {
  private static final List<String> META_IMAGE = List.of(".mhd", ".mha");
  private static final List<String> NIFTI =
      List.of(".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz");

  private static final List<String> VOXELS_OF_NIFTI = List.of(".img", ".img.gz");

  private VolumeFile() {}

  /** Whether a file's name says that it is one. */
  public static boolean isNamedAsOne(Path path) {
    return endsWithAny(path, META_IMAGE) || endsWithAny(path, NIFTI);
  }

  /**
   * Reads a volume.
   *
   * @throws FormatException if the file is none, is damaged, or does not say where it lies in the
   *     patient
   */
  public static CtVolume read(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FormatException(path + " is no file");
    }
    if (endsWithAny(path, META_IMAGE)) {
      return MetaImageReader.read(path);
    }
    if (endsWithAny(path, NIFTI)) {
      return NiftiReader.read(path);
    }
    throw new FormatException(
        path + " is no MetaImage or NIfTI file: expected a name in " + META_IMAGE + " or " + NIFTI);
  }

  /** Whether a file's name says that it describes a volume, be the voxels in it or beside it. */
  public static boolean isNamedAsHeader(Path path) {
    return isNamedAsOne(path) && !endsWithAny(path, VOXELS_OF_NIFTI);
  }

  /**
   * The file beside it that a volume's voxels are in; empty if they are in the file itself. Reads
   * the header, and no voxel.
   *
   * @param path named as a header is
   * @throws FormatException if it is none, or if that file is not there
   */
  public static Optional<Path> voxelFile(Path path) throws IOException {
    return endsWithAny(path, META_IMAGE)
        ? MetaImageReader.voxelFile(path)
        : NiftiReader.voxelFile(path);
  }

  /** The file's name without what makes it a volume's: {@code scan} of {@code scan.nii.gz}. */
  public static String stem(Path path) {
    String name = path.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.concat(META_IMAGE.stream(), NIFTI.stream())
        .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length())
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .min(Comparator.comparingInt(String::length))
        .orElse(name);
  }

  private static boolean endsWithAny(Path path, List<String> endings) {
    Path name = path.getFileName();
    return name != null
        && endings.stream().anyMatch(name.toString().toLowerCase(Locale.ROOT)::endsWith);
  }
}
