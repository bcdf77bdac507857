package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;

/** Whatever the bytes, a file is read or refused; it never asks for more than it can hold. */
class DamagedVolumesTest {
  private static final int TRIALS = 200;

  /** Deflate's limit (RFC 1951): a byte becomes at most this many. */
  private static final long MOST_FROM_A_BYTE = 1032;

  /** What a header's numbers and words are likely to be mistaken for. */
  private static final String[] WORDS = {
    "0",
    "-1",
    "1",
    "3",
    "4",
    "9999999999",
    "1e308",
    "NaN",
    "True",
    "False",
    "LOCAL",
    "..",
    "=",
    "\n",
    "MET_DOUBLE",
    "MET_CHAR",
    "HeaderSize = 100\n",
    "CompressedData = True\n",
    "\0",
    " "
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "itk-left-handed.mha",
        "itk-oblique.mhd",
        "itk-prone.mha",
        "itk-oblique.nii.gz",
        "nibabel-4d.nii",
        "nibabel-pair.hdr",
        "nibabel-qform.nii",
        "nibabel-two.nii.gz"
      })
  void a_damaged_file_is_read_or_refused(String name) throws IOException {
    for (String partner : new String[] {"itk-oblique.zraw", "nibabel-pair.img"}) {
      Files.copy(
          OtherProgramsVolumesTest.file(partner),
          folder.resolve(partner),
          StandardCopyOption.REPLACE_EXISTING);
    }
    byte[] sound = Files.readAllBytes(OtherProgramsVolumesTest.file(name));
    Random random = new Random(name.hashCode());
    int read = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] damaged =
          name.contains(".mh") && random.nextBoolean()
              ? reworded(sound, random)
              : flipped(sound, random);
      read += isRead(Files.write(folder.resolve(name), damaged)) ? 1 : 0;
    }
    assertThat(read).as("some damage does not matter, some does").isBetween(1, TRIALS - 1);
  }

  /** A few bytes changed, perhaps the end cut off. */
  private static byte[] flipped(byte[] sound, Random random) {
    byte[] damaged = sound.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextInt(3) - 1);
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length))
        : damaged;
  }

  /** A piece of the header replaced by a word. */
  private static byte[] reworded(byte[] sound, Random random) {
    byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII);
    int from = random.nextInt(sound.length);
    int to = Math.min(sound.length, from + random.nextInt(6));
    byte[] damaged = new byte[from + word.length + sound.length - to];
    System.arraycopy(sound, 0, damaged, 0, from);
    System.arraycopy(word, 0, damaged, from, word.length);
    System.arraycopy(sound, to, damaged, from + word.length, sound.length - to);
    return damaged;
  }

  private boolean isRead(Path file) throws IOException {
    try {
      CtVolume volume = VolumeFile.read(file);
      assertThat(volume.geometry().size().voxels()).isLessThan(MOST_FROM_A_BYTE * bytesInFolder());
      return true;
    } catch (FormatException e) {
      assertThat(e.reason()).startsWith(folder.toString());
      return false;
    } catch (IOException | RuntimeException e) {
      return fail("neither read nor refused: " + Arrays.toString(Files.readAllBytes(file)), e);
    }
  }

  private long bytesInFolder() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void a_bomb_is_taken_no_further_than_its_header_goes() throws IOException {
    // 64 MiB of zeros in 64 kB of gzip, whose header asks for 4 x 3 x 5 voxels.
    Path bomb = folder.resolve("bomb.nii.gz");
    byte[] small = Files.readAllBytes(OtherProgramsVolumesTest.file("nibabel-4d.nii"));
    try (var out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(small);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    assertThat(VolumeFile.read(bomb).geometry().size().voxels()).isEqualTo(60);
  }
}
