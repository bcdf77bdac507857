package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.datasets.archive.MadeUpArchive.json;
import static org.nodulens.datasets.archive.MadeUpArchive.status;
import static org.nodulens.datasets.archive.MadeUpArchive.whole;
import static org.nodulens.datasets.archive.MadeUpArchive.zip;
import static org.nodulens.datasets.archive.MadeUpSeries.zipOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nodulens.cropset.RejectCounts;

/** What is inside of what was fetched: hashes, entries, names, bombs. */
class FetchedContentTest extends ArchiveFetching {
  @Test
  void a_repeated_image_is_kept_once() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(first.entries());
    entries.put("00000009.dcm", first.image(1));
    FetchSummary summary = runWith(zip(zipOf(MadeUpSeries.withHashes(entries))));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(summary.files()).isEqualTo(new RejectCounts(7, 6, 1));
    assertThat(rejected())
        .singleElement()
        .asString()
        .startsWith("file,Made Up CT/P-1/1.2.3.1.zip!/00000009.dcm,1.2.3.1,,duplicate-instance,");
    requireFirst();
  }

  @Test
  void a_wrong_hash_rejects_the_image_and_with_it_the_series() throws IOException {
    Map<String, byte[]> entries = MadeUpSeries.withHashes(first.entries());
    byte[] last = first.image(3);
    last[last.length - 1] ^= 1;
    entries.put("00000003.dcm", last);
    FetchSummary summary = runWith(zip(zipOf(entries)));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("bad-md5", 1L, "image-count", 1L));
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isEqualTo(2);
    assertThat(files()).noneMatch(name -> name.contains("1.2.3.1"));
  }

  @Test
  void a_wrong_hash_on_the_way_is_mended_by_the_second_try() throws IOException {
    Map<String, byte[]> entries = MadeUpSeries.withHashes(first.entries());
    entries.put("00000003.dcm", first.image(2));
    FetchSummary summary = runWith(zip(zipOf(entries)), zip(first.zip()));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(rejected()).isEmpty();
    requireFirst();
  }

  @Test
  void an_image_without_hash_where_others_have_one_is_rejected() throws IOException {
    Map<String, byte[]> entries = MadeUpSeries.withHashes(first.entries());
    entries.put("md5hashes.csv", "Filename,MD5Hash\n".getBytes(StandardCharsets.UTF_8));
    assertThat(runWith(zip(zipOf(entries))).rejectedByCode())
        .isEqualTo(Map.of("no-md5", 3L, "no-images", 1L));
  }

  @Test
  void a_list_of_hashes_that_is_none_is_not_believed() throws IOException {
    Map<String, byte[]> entries = MadeUpSeries.withHashes(first.entries());
    entries.put("md5hashes.csv", "a\nb\n".getBytes(StandardCharsets.UTF_8));
    assertThat(runWith(zip(zipOf(entries))).rejectedByCode()).containsOnlyKeys("bad-md5-list");
  }

  @Test
  void entries_that_are_no_images_of_the_series_are_rows_and_it_is_kept() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(first.entries());
    entries.put("LICENSE", "CC BY".getBytes(StandardCharsets.UTF_8));
    entries.put("a.txt", "hello".getBytes(StandardCharsets.UTF_8));
    entries.put("b.dcm", second.image(1));
    entries.put("c.dcm", Arrays.copyOf(first.image(1), 300));
    FetchSummary summary = runWith(zip(zipOf(entries)));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(summary.files()).isEqualTo(new RejectCounts(9, 6, 3));
    assertThat(summary.rejectedByCode())
        .isEqualTo(Map.of("not-dicom", 1L, "other-series", 1L, "truncated", 1L));
    assertThat(String.join("\n", rejected())).doesNotContain(folder.toString());
    requireFirst();
  }

  @Test
  void an_image_that_the_archive_does_not_list_is_not_the_series_own() throws IOException {
    String uid = first.images().keySet().iterator().next();
    archive.reply("getSOPInstanceUIDs 1.2.3.1", json("[{\"SOPInstanceUID\":\"" + uid + "\"}]"));
    assertThat(run().rejectedByCode()).isEqualTo(Map.of("other-image", 2L, "image-count", 1L));
  }

  @Test
  void other_numbers_than_were_announced_reject_the_series() throws IOException {
    MadeUpSeries third = MadeUpSeries.write("1.2.3.3", folder);
    MadeUpSeries fourth = MadeUpSeries.write("1.2.3.4", folder);
    archive.announce("P-3", third.uid(), "CT", 4, third.bytes());
    archive.reply("getImageWithMD5Hash 1.2.3.3", zip(third.zip()));
    archive.announce("P-4", fourth.uid(), "CT", 3, fourth.bytes() - 2);
    archive.reply("getImageWithMD5Hash 1.2.3.4", zip(fourth.zip()));
    FetchSummary summary = run();
    assertThat(summary.series()).isEqualTo(new RejectCounts(4, 2, 2));
    assertThat(rejected())
        .satisfiesExactly(
            row -> assertThat(row).contains("image-count,\"3 images came, the archive announced 4"),
            row -> assertThat(row).contains(",byte-count,"));
  }

  @Test
  void names_in_the_archive_lead_nowhere() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    List<byte[]> images = List.copyOf(first.images().values());
    entries.put("../../../evil.dcm", images.get(0));
    entries.put("/tmp/nodulens-evil.dcm", images.get(1));
    entries.put("..\\..\\C:\\evil.dcm", images.get(2));
    entries.put("../evil.txt", "evil".getBytes(StandardCharsets.UTF_8));
    FetchSummary summary = runWith(zip(zipOf(entries)));
    assertThat(summary.series().kept()).isEqualTo(2);
    requireFirst();
    assertThat(files()).hasSize(6 + 4).noneMatch(name -> name.contains("evil"));
    assertThat(Path.of("/tmp/nodulens-evil.dcm")).doesNotExist();
    assertThat(rejected()).singleElement().asString().contains("../evil.txt");
  }

  @Test
  void identifiers_of_the_archive_lead_nowhere() throws IOException {
    MadeUpSeries third = MadeUpSeries.write("1.2.3.3", folder);
    archive.add("../../../evil", third);
    archive.announce("P-4", "../../evil", "CT", 3, 100);
    archive.announce("P-5", "..", "CT", 3, 100);
    FetchSummary summary = run();
    assertThat(summary.series()).isEqualTo(new RejectCounts(5, 3, 2));
    assertThat(summary.rejectedByCode()).isEqualTo(Map.of("bad-uid", 2L));
    assertThat(files())
        .filteredOn(name -> name.contains("1.2.3.3"))
        .hasSize(3)
        .allMatch(name -> name.matches("out/Made Up CT/__evil-[0-9a-f]{8}/1\\.2\\.3\\.3/.*"));
  }

  @Test
  void a_bomb_goes_off_within_bounds() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>(first.entries());
    entries.put("bomb.dcm", new byte[70 << 20]);
    FetchSummary summary = runWith(zip(zipOf(entries)));
    assertThat(summary.rejectedByCode()).containsKey("inflates-too-far");
    assertThat(files()).noneMatch(name -> name.contains("partial"));
  }

  @Test
  void a_page_where_an_archive_is_expected_is_a_row() throws IOException {
    byte[] page = "<html>please log in</html>".getBytes(StandardCharsets.UTF_8);
    FetchSummary summary = runWith(whole("text/html; charset=utf-8", page));
    assertThat(summary.rejectedByCode()).containsOnlyKeys("wrong-content-type");
    assertThat(runWith(zip(page)).rejectedByCode()).containsOnlyKeys("corrupt-archive");
    assertThat(runWith(zip(new byte[0])).rejectedByCode()).containsOnlyKeys("corrupt-archive");
    assertThat(runWith(status(204)).rejectedByCode()).containsOnlyKeys("no-images");
    assertThat(runWith(status(400)).rejectedByCode()).containsOnlyKeys("refused");
  }

  @Test
  void a_server_without_hashes_is_asked_for_the_images_alone() throws IOException {
    archive.reply("getImage 1.2.3.1", zip(zipOf(first.entries())));
    assertThat(runWith(status(404)).series().kept()).isEqualTo(2);
    requireFirst();
    assertThat(Files.readAllLines(out().resolve("series.csv")).get(1)).contains(",false,");
    archive.reply("getImage 1.2.3.1", status(404));
    Files.delete(out().resolve(".fetch/records/1.2.3.1.json"));
    assertThat(run().rejectedByCode()).isEqualTo(Map.of("not-found", 1L));
  }

  @Test
  void a_damaged_entry_is_found_by_its_checksum_where_there_is_no_hash() throws IOException {
    byte[] zip = zipOf(first.entries());
    // the CRC-32 of the first entry in the central directory (APPNOTE.TXT 4.3.12)
    int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 16;
    zip[at] ^= 1;
    assertThat(runWith(zip(zip)).rejectedByCode())
        .isEqualTo(Map.of("corrupt-archive", 1L, "image-count", 1L));
  }
}
