package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives: nothing is unpacked, and every entry is accounted for. */
class ZipArchiveFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(archive(ZipEntry.DEFLATED), archive(ZipEntry.STORED));
  }

  private static byte[] archive(int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      put(zip, "a", DicomBytes.slice(0, true).bytes());
      put(zip, "b/c", DicomBytes.slice(1, false).bytes());
      put(zip, "../d", "no image".getBytes(StandardCharsets.US_ASCII));
      put(zip, "e/", new byte[0]);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_archive_is_a_row_of_the_ledger_or_its_entries_are(byte[] bytes) throws IOException {
    Files.write(folder.resolve("fuzzed.zip"), bytes);
    SeriesScan scan = CtSeriesScanner.scan(folder);
    ScanBooks.requireBalance(scan);
    for (CtSeries series : scan.series()) {
      try {
        assertThat(CtSeriesReader.of(series).read().geometry()).isEqualTo(series.geometry());
      } catch (DicomFormatException e) {
        assertThat(e.code()).isNotEmpty();
      }
    }
    assertThat(folder.toFile().list()).containsExactly("fuzzed.zip");
  }
}
