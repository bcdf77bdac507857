package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VoxelAxes;

class MetaImageTest {
  /** As LUNA16 has it: lying on the belly, so columns run to the right and rows to anterior. */
  private static final String HEADER =
      """
      ObjectType = Image
      NDims = 3
      BinaryData = True
      BinaryDataByteOrderMSB = False
      CompressedData = False
      TransformMatrix = -1 0 0 0 -1 0 0 0 1
      Offset = 198.5 175 -320.25
      CenterOfRotation = 0 0 0
      AnatomicalOrientation = LPI
      ElementSpacing = 0.5 0.75 2.5
      DimSize = 2 1 3
      ElementType = MET_SHORT
      ElementDataFile = scan.raw
      """;

  /** -1024 (0xFC00), 0, 1, 3071 (0x0BFF), -3024 (0xF430), 2: little endian. */
  private static final String VOXELS = "00FC 0000 0100 FF0B 30F4 0200";

  @TempDir private Path folder;

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private Path write(String header, byte[] voxels) throws IOException {
    Files.write(folder.resolve("scan.raw"), voxels);
    return Files.writeString(folder.resolve("scan.mhd"), header);
  }

  private CtVolume read(String header, byte[] voxels) throws IOException {
    return VolumeFile.read(write(header, voxels));
  }

  private static byte[] all(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void a_scan_of_luna16_is_hu_in_lps() throws IOException {
    CtVolume volume = read(HEADER, hex(VOXELS));
    assertThat(volume.geometry().size()).isEqualTo(new GridSize(2, 1, 3));
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(198.5, 175, -320.25));
    assertThat(volume.geometry().axes().column().xMm()).isEqualTo(-0.5);
    assertThat(volume.geometry().axes().row().yMm()).isEqualTo(-0.75);
    assertThat(volume.geometry().axes().slice().zMm()).isEqualTo(2.5);
    assertThat(volume.slice(0)).containsExactly(-1024, 0);
    assertThat(volume.slice(1)).containsExactly(1, 3071);
    assertThat(volume.slice(2)).containsExactly(-3024, 2);
  }

  @Test
  void slices_that_run_against_row_times_column_direction_change_places() throws IOException {
    // To the left, to posterior, to the feet; the first slice is at z = -320.25, the last at
    // -320.25 - 2 * 2.5 = -325.25.
    CtVolume volume =
        read(HEADER.replace("-1 0 0 0 -1 0 0 0 1", "1 0 0 0 1 0 0 0 -1"), hex(VOXELS));
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(198.5, 175, -325.25));
    assertThat(volume.geometry().axes().slice().zMm()).isEqualTo(2.5);
    assertThat(volume.slice(0)).containsExactly(-3024, 2);
    assertThat(volume.slice(1)).containsExactly(1, 3071);
    assertThat(volume.slice(2)).containsExactly(-1024, 0);
  }

  @Test
  void sheared_axes_stay_as_they_are() throws IOException {
    // Slices lean to posterior, as a tilted gantry makes them: (0, 0.6, 0.8) * 2.5 mm.
    String header = HEADER.replace("-1 0 0 0 -1 0 0 0 1", "1 0 0 0 1 0 0 0.6 0.8");
    VoxelAxes axes = read(header, hex(VOXELS)).geometry().axes();
    assertThat(axes.row()).isEqualTo(new PatientVector(0, 0.75, 0));
    assertThat(axes.slice()).isEqualTo(new PatientVector(0, 1.5, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "MET_CHAR, False, 80 FF 00 01 7F 02, -128;-1;0;1;127;2",
    "MET_UCHAR, True, 80 FF 00 01 7F 02, 128;255;0;1;127;2",
    "MET_SHORT, True, FC00 0000 0001 0BFF F430 0002, -1024;0;1;3071;-3024;2",
    // 65535 is more than int16 holds, and so is 32768; 32767 is not.
    "MET_USHORT, False, 0000 FFFF 0080 FF7F 0100 0200, 0;-32768;-32768;32767;1;2",
    "MET_INT, True, FFFFFC00 00000000 00000001 00000BFF FFFF7FFF 00008000, -1024;0;1;3071;-32768;-32768",
    "MET_UINT, False, 00000000 01000000 FF0B0000 FFFFFFFF FF7F0000 02000000, 0;1;3071;-32768;32767;2",
    // 0.5 and 1.5 go to the even neighbour, -1024.25, +infinity, NaN, 3e38
    "MET_FLOAT, True, 3F000000 3FC00000 C4800800 7F800000 7FC00000 7F61B1E6, 0;2;-1024;-32768;-32768;-32768",
    "MET_DOUBLE, False, 0000000000000000 000000000000F03F 00000000000090C0 000000000000F07F"
        + " 000000000000F8FF 00000000000000C0, 0;1;-1024;-32768;-32768;-2"
  })
  void every_element_type_is_read_in_its_byte_order(
      String type, String bigEndian, String voxels, String hu) throws IOException {
    CtVolume volume =
        read(
            HEADER
                .replace("MET_SHORT", type)
                .replace("BinaryDataByteOrderMSB = False", "ElementByteOrderMSB = " + bigEndian),
            hex(voxels));
    String read = "";
    for (int k = 0; k < 3; k++) {
      read += (k == 0 ? "" : ";") + volume.slice(k)[0] + ";" + volume.slice(k)[1];
    }
    assertThat(read).isEqualTo(hu);
  }

  @Test
  void a_function_of_intensity_is_applied() throws IOException {
    String function =
        "ElementToIntensityFunctionSlope = 2\nElementToIntensityFunctionOffset = -1000\nElementType";
    CtVolume volume = read(HEADER.replace("ElementType", function), hex(VOXELS));
    // 2 * 1 - 1000, 2 * 3071 - 1000
    assertThat(volume.slice(1)).containsExactly(-998, 5142);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCAL", "Local", "local"})
  void voxels_may_follow_the_header(String local) throws IOException {
    Path path = folder.resolve("scan.mha");
    Files.write(path, all(ascii(HEADER.replace("scan.raw", local)), hex(VOXELS)));
    assertThat(VolumeFile.read(path).slice(1)).containsExactly(1, 3071);
    Files.write(
        path, all(ascii(HEADER.replace("scan.raw", local).replace("\n", "\r\n")), hex(VOXELS)));
    assertThat(VolumeFile.read(path).slice(1)).containsExactly(1, 3071);
  }

  @Test
  void a_header_of_the_voxel_file_is_skipped() throws IOException {
    byte[] voxels = all(new byte[7], hex(VOXELS));
    for (String size : new String[] {"7", "-1"}) {
      CtVolume volume =
          read(HEADER.replace("ElementType", "HeaderSize = " + size + "\nElementType"), voxels);
      assertThat(volume.slice(2)).containsExactly(-3024, 2);
    }
  }

  @Test
  void compressed_voxels_are_zlib_or_gzip_of_a_known_length_or_not() throws IOException {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(hex(VOXELS));
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(hex(VOXELS));
    }
    for (byte[] compressed : new byte[][] {zlib.toByteArray(), gzip.toByteArray()}) {
      String header = HEADER.replace("CompressedData = False", "CompressedData = True");
      assertThat(read(header, compressed).slice(1)).containsExactly(1, 3071);
      String sized =
          header.replace(
              "ElementType", "CompressedDataSize = " + compressed.length + "\nElementType");
      assertThat(read(sized, compressed).slice(1)).containsExactly(1, 3071);
      assertThatThrownBy(() -> read(sized, Arrays.copyOf(compressed, compressed.length - 1)))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("is truncated: " + compressed.length + " bytes of compressed");
      assertThatThrownBy(() -> read(header, Arrays.copyOf(compressed, compressed.length - 5)))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("is truncated");
    }
  }

  @Test
  void a_wrong_check_sum_is_damage() throws IOException {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(hex(VOXELS));
    }
    byte[] damaged = zlib.toByteArray();
    damaged[damaged.length - 1] ^= 1;
    assertThatThrownBy(() -> read(HEADER.replace("Data = False", "Data = True"), damaged))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("is truncated or damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ObjectType = Image | ObjectType = Tube | ObjectType must be Image, found \"Tube\"",
        "NDims = 3 | NDims = 4 | NDims must be 3, found \"4\"",
        "NDims = 3 | '' | has no NDims",
        "BinaryData = True | BinaryData = False | holds its voxels as text",
        "BinaryData = True | BinaryData = Perhaps | must be True or False, found \"Perhaps\"",
        "BinaryDataByteOrderMSB = False | '' | has no BinaryDataByteOrderMSB",
        "CompressedData = False | ElementByteOrderMSB = True | differ",
        "TransformMatrix = -1 0 0 0 -1 0 0 0 1 | '' | has no TransformMatrix",
        "-1 0 0 0 -1 0 0 0 1 | -1 0 0 0 -1 0 0 1 | TransformMatrix must be 9 numbers",
        "-1 0 0 0 -1 0 0 0 1 | -1 0 0 0 -2 0 0 0 1 | must have length 1, not 2",
        "-1 0 0 0 -1 0 0 0 1 | 1 0 0 0 1 0 0 1 0 | has no affine of a volume",
        "Offset = 198.5 175 -320.25 | '' | has no Offset",
        "Offset = 198.5 175 -320.25 | Offset = 198.5 175 NaN | Offset must be 3 numbers",
        "Offset = 198.5 175 -320.25 | Offset = 198.5 175 1e99 | up to 1 km are believed",
        "CenterOfRotation | Position | different values for [Offset, Position, Origin]",
        "ElementSpacing = 0.5 0.75 2.5 | '' | has no ElementSpacing",
        "ElementSpacing = 0.5 0.75 2.5 | ElementSpacing = 0.5 0.75 0 | must be above 0 mm",
        "ElementSpacing = 0.5 0.75 2.5 | ElementSpacing = 0.5 0.75 1e300 | 0.001 to 1000 mm",
        "DimSize = 2 1 3 | DimSize = 2 1 0 | has 2 x 1 x 0 voxels",
        "DimSize = 2 1 3 | DimSize = 2 1 2.5 | DimSize must be whole numbers",
        "DimSize = 2 1 3 | DimSize = 2 1 4 | promises 2 x 1 x 4 voxels of 2 bytes, it can hold 12",
        "DimSize = 2 1 3 | DimSize = 100000 100000 1 | at most 67108864 in a slice",
        "DimSize = 2 1 3 | DimSize = 8192 8192 2147483647 | is truncated",
        "MET_SHORT | MET_LONG_LONG | ElementType must be one of [MET_CHAR, MET_DOUBLE",
        "scan.raw | LIST | ElementDataFile must be one file for all slices, found \"LIST\"",
        "scan.raw | scan%03d.raw 1 3 1 | one file for all slices",
        "scan.raw | ../scan.raw | the bare name of a file beside it, found \"../scan.raw\"",
        "scan.raw | /etc/passwd | the bare name of a file beside it",
        "scan.raw | .. | the bare name of a file beside it",
        "scan.raw | C:scan.raw | the bare name of a file beside it",
        "scan.raw | sub\\scan.raw | the bare name of a file beside it",
        "scan.raw | other.raw | has its voxels in other.raw, but no such file is beside it",
        "ElementDataFile = scan.raw | '' | no line ElementDataFile",
        "NDims = 3 | NDims : 3 | expected lines Key = Value, found \"NDims : 3\"",
        "CenterOfRotation | NDims | has two lines NDims",
        "AnatomicalOrientation = LPI | DistanceUnits = cm | DistanceUnits must be mm",
        "AnatomicalOrientation = LPI | ElementNumberOfChannels = 3 | must be 1, found \"3\"",
        "AnatomicalOrientation = LPI | HeaderSize = 99999 | is truncated",
        "AnatomicalOrientation = LPI | HeaderSize = -2 | HeaderSize must be -1, 0 or at least 0",
      })
  void a_header_that_lies_or_leaves_something_out_is_refused(String from, String to, String message)
      throws IOException {
    assertThat(HEADER).contains(from);
    Path path = write(HEADER.replace(from, to), hex(VOXELS));
    assertThatThrownBy(() -> VolumeFile.read(path))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message);
  }

  @Test
  void a_small_file_cannot_ask_for_much_memory() throws IOException {
    // 1 kB can become 1032 kB at most: 1,056,768 bytes; 1 x 1 x 528,385 voxels need two more.
    byte[] zeros = new byte[1024];
    String header = HEADER.replace("Data = False", "Data = True").replace("2 1 3", "1 1 528385");
    assertThatThrownBy(() -> read(header, zeros))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("it can hold 1056768 bytes");
    assertThatThrownBy(() -> read(header.replace("528385", "528384"), zeros))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("is truncated or damaged");
  }

  @Test
  void what_is_no_metaimage_is_refused() throws IOException {
    Path path = Files.write(folder.resolve("noise.mhd"), new byte[100_000]);
    assertThatThrownBy(() -> VolumeFile.read(path)).hasMessageContaining("is no MetaImage");
    Path empty = Files.write(folder.resolve("empty.mha"), new byte[0]);
    assertThatThrownBy(() -> VolumeFile.read(empty)).hasMessageContaining("is no MetaImage");
    Path folderNamedAsOne = Files.createDirectory(folder.resolve("folder.mhd"));
    assertThatThrownBy(() -> VolumeFile.read(folderNamedAsOne)).hasMessageContaining("is no file");
    assertThatThrownBy(() -> VolumeFile.read(folder.resolve("a.txt")))
        .hasMessageContaining("expected a name in [.mhd, .mha] or [.nii");
  }
}
