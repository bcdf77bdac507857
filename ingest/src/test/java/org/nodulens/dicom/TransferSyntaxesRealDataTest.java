package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/** One CT slice in many transfer syntaxes, and an enhanced CT (MIT licence, see the folder). */
class TransferSyntaxesRealDataTest {
  private static final String JPEG = "1.2.840.10008.1.2.4.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2",
        "LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1",
        "BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2",
        "DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99",
        "RLELosslessTransferSyntax_1.2.840.10008.1.2.5",
        "JPEGProcess14TransferSyntax_" + JPEG + "57",
        "JPEGProcess14SV1TransferSyntax_" + JPEG + "70",
        "JPEGLSLosslessTransferSyntax_" + JPEG + "80",
        "JPEG2000LosslessOnlyTransferSyntax_" + JPEG + "90",
      })
  void lossless_syntaxes_equal_the_uncompressed_file(String syntax) throws IOException {
    CtSeries expected = series("CTImage.dcm");
    CtSeries actual = series("CTImage.dcm_" + syntax + ".dcm");
    assertThat(actual.geometry()).isEqualTo(expected.geometry());
    assertThat(hu(actual)).isEqualTo(hu(expected));
  }

  /** What a lossy codestream holds is defined to the last bit, but for JPEG 2000's wavelet. */
  @ParameterizedTest
  @CsvSource({
    // pydicom 2.3.1 with GDCM 3.0.21, samples - 1024
    "JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81, 1, 24558c9527160735784e5601f29a15b6939a213f141f871c7c4cfcc639ada493",
    "JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91, 5, 0c1d1516c0619ce2482ae7aa6d45b099c83d29cd55c398626b5b07c607771b4c",
  })
  void lossy_syntaxes_are_near_and_equal_another_decoder(String syntax, int nearHu, String sha256)
      throws IOException {
    short[] expected = hu(series("CTImage.dcm"));
    short[] actual = hu(series("CTImage.dcm_" + syntax + ".dcm"));
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(nearHu);
    }
    assertThat(sha256(actual)).isEqualTo(sha256);
  }

  @ParameterizedTest
  @CsvSource({
    "JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50, JPEG Baseline",
    "JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51, JPEG Extended",
    "JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53, JPEG",
    "JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55, JPEG",
  })
  void lossy_jpeg_is_refused_by_name(String syntax, String name) throws IOException {
    SeriesScan scan = scan("CTImage.dcm_" + syntax + ".dcm");
    assertThat(scan.series()).isEmpty();
    assertThat(scan.rejectedFiles()).hasSize(1);
    assertThat(scan.rejectedFiles().get(0).code()).isEqualTo("transfer-syntax");
    assertThat(scan.rejectedFiles().get(0).detail())
        .contains(name)
        .contains(syntax.substring(syntax.indexOf('_', syntax.indexOf("Syntax")) + 1));
  }

  @Test
  void an_enhanced_ct_gives_its_frames_in_the_order_of_their_positions() throws IOException {
    CtSeries series = series("Enhanced_CT_2_frames.dcm");
    assertThat(series.geometry().size()).isEqualTo(new GridSize(512, 512, 2));
    // Rows run to the right: the normal points down, and the upper frame, the second, is first.
    assertThat(series.geometry().origin()).isEqualTo(new PatientPoint(99.5, -301.5, -149));
    assertThat(series.geometry().axes().column()).isEqualTo(new PatientVector(-0.388672, 0, 0));
    assertThat(series.geometry().axes().slice()).isEqualTo(new PatientVector(0, 0, -10));
    CtVolume volume = CtSeriesReader.of(series).read();
    // Sums of the stored values, by pydicom: 100,826,003 in the first frame, 98,423,405 in the
    // second.
    assertThat(sum(volume.slice(0))).isEqualTo(98_423_405L - 1024L * 512 * 512);
    assertThat(sum(volume.slice(1))).isEqualTo(100_826_003L - 1024L * 512 * 512);
  }

  private static long sum(short[] values) {
    long sum = 0;
    for (short value : values) {
      sum += value;
    }
    return sum;
  }

  private static CtSeries series(String name) throws IOException {
    SeriesScan scan = scan(name);
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).isEmpty();
    return scan.series().get(0);
  }

  private static SeriesScan scan(String name) throws IOException {
    Path folder = Path.of(System.getProperty("nodulens.data", ""), "transfer-syntaxes");
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no real data at " + folder);
    return CtSeriesScanner.scan(folder.resolve(name), ScanOptions.DEFAULT.withSingleSlices());
  }

  private static short[] hu(CtSeries series) throws IOException {
    return CtSeriesReader.of(series).read().slice(0);
  }

  private static String sha256(short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
