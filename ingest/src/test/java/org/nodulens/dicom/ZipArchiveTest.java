package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
  @TempDir private Path folder;

  @Test
  void slices_are_read_where_they_lie_in_an_archive() throws IOException {
    zip("study.zip", entry("b/1", slice(2)), entry("a", slice(0)), entry("LICENSE", text()));
    Files.write(folder.resolve("4.dcm"), slice(4));
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.filesFound()).isEqualTo(4);
    assertThat(scan.rejectedFiles())
        .extracting(RejectedFile::path, RejectedFile::code)
        .containsExactly(tuple("study.zip!/LICENSE", "not-dicom"));
    CtSeries series = scan.series().get(0);
    assertThat(series.slices()).hasSize(3);
    assertThat(CtSeriesReader.of(series).read().slice(1))
        .containsExactly(-1024, -1023, -1022, -1021);
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void an_archive_can_be_the_root() throws IOException {
    zip("study.zip", entry("a", slice(0)), entry("b", slice(1)), entry("c", text()));
    SeriesScan scan = CtSeriesScanner.scan(folder.resolve("study.zip"));
    assertThat(scan.series()).hasSize(1);
    assertThat(scan.rejectedFiles().get(0).path()).isEqualTo("study.zip!/c");
    assertThat(scan.rejectedFiles().get(0).detail())
        .isEqualTo("study.zip!/c is no DICOM file: no DICM at byte 128");
  }

  @Test
  void names_that_lead_elsewhere_lead_nowhere() throws IOException {
    zip("study.zip", entry("../../a", slice(0)), entry("/etc/b", slice(1)));
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(CtSeriesReader.of(scan.series().get(0)).read().slice(0)).hasSize(4);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void an_archive_in_an_archive_is_a_row_of_the_ledger() throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    write(inner, List.of(entry("a", slice(0))));
    zip("outer.zip", entry("inner.zip", inner.toByteArray()));
    assertThat(only().code()).isEqualTo("nested-archive");
    assertThat(only().path()).isEqualTo("outer.zip!/inner.zip");
  }

  @Test
  void what_is_no_sound_archive_is_a_row_of_the_ledger() throws IOException {
    zip("study.zip", entry("a", slice(0)), entry("b", slice(1)));
    byte[] whole = Files.readAllBytes(folder.resolve("study.zip"));
    Files.write(folder.resolve("study.zip"), Arrays.copyOf(whole, whole.length - 30));
    assertThat(only().code()).isEqualTo("corrupt-archive");
    assertThat(only().detail()).isEqualTo("study.zip is no sound zip archive");
    zip("study.zip");
    assertThat(only().code()).isEqualTo("empty-archive");
  }

  @Test
  void entries_that_share_their_bytes_are_seen() throws IOException {
    zip("study.zip", entry("a", random(5000)), entry("b", slice(1)));
    byte[] whole = Files.readAllBytes(folder.resolve("study.zip"));
    // Compressed Size of each entry stands at byte 20 of its place in the list (APPNOTE.TXT
    // 4.3.12).
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 24 < whole.length; i++) {
      if (bytes.getInt(i) == 0x02014B50) {
        bytes.putInt(i + 20, 5000);
      }
    }
    Files.write(folder.resolve("study.zip"), whole);
    assertThat(only().code()).isEqualTo("corrupt-archive");
    assertThat(only().detail()).contains("its entries claim 10000 bytes");
  }

  @Test
  void a_bomb_is_defused() throws IOException {
    // An element of 100 MB of zeros before the pixels: a hundred kilobytes in the archive.
    DicomBytes bomb = DicomBytes.slice(0, true).raw(0x00091010, "UN", new byte[100 << 20]);
    zip("study.zip", entry("a", bomb.bytes()));
    assertThat(Files.size(folder.resolve("study.zip"))).isLessThan(200_000);
    assertThat(only().code()).isIn("truncated", "inflates-too-far");
    Files.delete(folder.resolve("study.zip"));
    Files.write(folder.resolve("deflated"), bomb.deflatedBytes());
    assertThat(only().code()).isIn("truncated", "inflates-too-far");
  }

  @Test
  void a_bomb_in_a_bomb_is_measured_by_what_is_stored() throws IOException {
    // 100 MB of zeros are a hundred kilobytes deflated, and those a few hundred bytes in the zip.
    DicomBytes bomb = DicomBytes.slice(0, true).raw(0x00091010, "UN", new byte[100 << 20]);
    zip("study.zip", entry("a", bomb.deflatedBytes()));
    assertThat(Files.size(folder.resolve("study.zip"))).isLessThan(2_000);
    assertThat(only().detail()).contains("needs 104857600 bytes", "the file has 671");
  }

  @Test
  void names_that_are_made_to_be_slow_to_find_are_refused() throws IOException {
    // "Aa" and "BB" have the same hash code, and so have all texts made of them.
    List<Map.Entry<String, byte[]>> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = Integer.toBinaryString(128 + i).replace("0", "Aa").replace("1", "BB");
      entries.add(entry(name, slice(i)));
    }
    write("study.zip", entries);
    assertThat(only().code()).isEqualTo("corrupt-archive");
    assertThat(only().detail()).endsWith("its names are made to be slow to find");
    write("study.zip", entries.subList(0, 64));
    assertThat(CtSeriesScanner.scan(folder).series()).hasSize(1);
  }

  @Test
  void frames_of_an_archive_are_read_whatever_their_order() throws IOException {
    double[] down = {6, 4, 2, 0};
    DicomBytes enhanced = EnhancedCtTest.enhanced(EnhancedCtTest.Writing.EXPLICIT, down);
    zip("study.zip", entry("a", enhanced.bytes()));
    CtSeriesReader reader = CtSeriesReader.of(CtSeriesScanner.scan(folder).series().get(0));
    Files.delete(folder.resolve("study.zip"));
    Files.write(folder.resolve("a"), enhanced.bytes());
    CtSeriesReader plain = CtSeriesReader.of(CtSeriesScanner.scan(folder).series().get(0));
    zip("study.zip", entry("a", enhanced.bytes()));
    for (int slice = 0; slice < 4; slice++) {
      assertThat(reader.withThreads(2).read().slice(slice))
          .isEqualTo(plain.slices(slice, 1).slice(0));
    }
  }

  @Test
  void damaged_archives_never_cause_anything_but_rows_of_the_ledger() throws IOException {
    zip("study.zip", entry("a", slice(0)), entry("b/c", slice(1)), entry("d", text()));
    byte[] whole = Files.readAllBytes(folder.resolve("study.zip"));
    Random random = new Random(11);
    for (int trial = 0; trial < 2000; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + trial % 4; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve("study.zip"), damaged);
      SeriesScan scan = CtSeriesScanner.scan(folder);
      int kept = scan.series().stream().mapToInt(series -> series.slices().size()).sum();
      int inRejected = scan.rejectedSeries().stream().mapToInt(s -> s.slices().size()).sum();
      assertThat(kept + inRejected + scan.rejectedFiles().size())
          .isEqualTo((int) scan.filesFound());
    }
  }

  private static Map.Entry<String, byte[]> entry(String name, byte[] bytes) {
    return Map.entry(name, bytes);
  }

  @SafeVarargs
  private void zip(String name, Map.Entry<String, byte[]>... entries) throws IOException {
    List<Map.Entry<String, byte[]>> list = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : entries) {
      list.add(entry);
    }
    write(name, list);
  }

  private void write(String name, List<Map.Entry<String, byte[]>> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, entries);
    Files.write(folder.resolve(name), out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, List<Map.Entry<String, byte[]>> entries)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static byte[] slice(double zMm) {
    return DicomBytes.slice(zMm, true).bytes();
  }

  private static byte[] text() {
    return "no image".repeat(30).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private RejectedFile only() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).isEmpty();
    assertThat(scan.rejectedFiles()).hasSize(1);
    return scan.rejectedFiles().get(0);
  }
}
