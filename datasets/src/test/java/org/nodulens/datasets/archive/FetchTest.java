package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nodulens.datasets.archive.MadeUpArchive.COLLECTION;
import static org.nodulens.datasets.archive.MadeUpArchive.breaksOffAfter;
import static org.nodulens.datasets.archive.MadeUpArchive.json;
import static org.nodulens.datasets.archive.MadeUpArchive.status;
import static org.nodulens.datasets.archive.MadeUpArchive.whole;
import static org.nodulens.datasets.archive.MadeUpArchive.zip;
import static org.nodulens.datasets.archive.MadeUpSeries.zipOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.IngestListener;
import org.nodulens.dicom.CtSeriesScanner;

class FetchTest {
  private static final SeriesSelection ALL =
      new SeriesSelection(new PatientChoice.All(), Set.of(), Optional.empty(), OptionalInt.empty());
  private static final int ATTEMPTS = 4;

  @TempDir private Path folder;
  private final List<Duration> pauses = new ArrayList<>();
  private Patience patience =
      new Patience(Duration.ofSeconds(20), ATTEMPTS, Duration.ofSeconds(1), Duration.ofSeconds(30));
  private MadeUpArchive archive;
  private MadeUpSeries first;
  private MadeUpSeries second;

  @BeforeEach
  void open() throws IOException {
    archive = new MadeUpArchive();
    first = MadeUpSeries.write("1.2.3.1", folder);
    second = MadeUpSeries.write("1.2.3.2", folder);
    Files.delete(folder.resolve("slice.dcm"));
    archive.add("P-1", first).add("P-2", second);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private Fetch fetch() {
    return Fetch.from(archive.url(), patience, pauses::add);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private FetchSummary run() throws IOException {
    return fetch().into(out(), COLLECTION, ALL, IngestListener.SILENT);
  }

  /** With the first series served so; the last reply stays. */
  private FetchSummary runWith(MadeUpArchive.Reply... images) throws IOException {
    archive.reply("getImageWithMD5Hash 1.2.3.1", images);
    return run();
  }

  private List<String> rejected() throws IOException {
    List<String> rows = Files.readAllLines(out().resolve("rejected.csv"));
    return rows.subList(1, rows.size());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.contains(".fetch"))
          .sorted()
          .toList();
    }
  }

  private void requireFirst() throws IOException {
    for (Map.Entry<String, byte[]> image : first.images().entrySet()) {
      assertThat(out().resolve(COLLECTION + "/P-1/1.2.3.1/" + image.getKey() + ".dcm"))
          .hasBinaryContent(image.getValue());
    }
  }

  @Test
  void images_land_under_their_uids_with_licence_and_citation_beside_them() throws IOException {
    FetchSummary summary = run();
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(summary.files()).isEqualTo(new RejectCounts(6, 6, 0));
    assertThat(summary.bytes()).isEqualTo(first.bytes() + second.bytes());
    requireFirst();
    assertThat(files()).hasSize(6 + 4).allMatch(name -> name.startsWith("out"));
    assertThat(CtSeriesScanner.scan(out().resolve(COLLECTION)).series()).hasSize(2);
    assertThat(out().resolve(COLLECTION + "/licence.txt"))
        .content()
        .contains("CC BY 3.0\n  https://example.org/by/3.0/\n  2 series");
    assertThat(out().resolve(COLLECTION + "/CITATION.txt"))
        .content()
        .contains("https://doi.org/10.1/made.up")
        .doesNotContain("Clark");
    assertThat(Files.readAllLines(out().resolve("series.csv")))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("1.2.3.1,Made Up CT,P-1,CT,3," + first.bytes() + ",")
        .contains(",true,CC BY 3.0,");
    assertThat(rejected()).isEmpty();
  }

  @Test
  void what_is_there_is_not_fetched_again() throws IOException {
    run();
    FetchSummary again = run();
    assertThat(again.series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(again.before()).isEqualTo(2);
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isEqualTo(1);
  }

  @Test
  void a_series_that_lost_an_image_is_fetched_anew() throws IOException {
    run();
    String image = first.images().keySet().iterator().next();
    Files.delete(out().resolve(COLLECTION + "/P-1/1.2.3.1/" + image + ".dcm"));
    assertThat(run().before()).isEqualTo(1);
    requireFirst();
  }

  @Test
  void a_changed_byte_is_found_where_it_is_asked_for() throws IOException {
    run();
    String image = first.images().keySet().iterator().next();
    Path file = out().resolve(COLLECTION + "/P-1/1.2.3.1/" + image + ".dcm");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(run().before()).isEqualTo(2);
    FetchSummary verified =
        fetch().withVerification().into(out(), COLLECTION, ALL, IngestListener.SILENT);
    assertThat(verified.before()).isEqualTo(1);
    requireFirst();
  }

  @Test
  void a_series_that_the_archive_has_changed_is_fetched_anew() throws IOException {
    run();
    MadeUpArchive changed = new MadeUpArchive();
    try (changed) {
      MadeUpSeries other = MadeUpSeries.write("1.2.3.7", folder);
      changed.announce("P-1", "1.2.3.1", "CT", 4, first.bytes() + 1);
      changed.reply("getImageWithMD5Hash 1.2.3.1", zip(other.zip()));
      FetchSummary summary =
          Fetch.from(changed.url(), patience, pauses::add)
              .into(out(), COLLECTION, ALL, IngestListener.SILENT);
      assertThat(summary.series()).isEqualTo(new RejectCounts(1, 0, 1));
    }
    requireFirst(); // what is there stays until another is complete
  }

  @Test
  void a_passing_error_is_waited_out() throws IOException {
    FetchSummary summary = runWith(status(500), status(503), zip(first.zip()));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    requireFirst();
  }

  @Test
  void the_server_says_how_long_to_wait_within_reason() throws IOException {
    runWith(
        status(429, "Retry-After", "7"),
        status(503, "Retry-After", "86400"),
        status(429, "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),
        zip(first.zip()));
    // the third asks for a moment long past: the usual pause, doubled twice
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofSeconds(4));
    requireFirst();
  }

  @Test
  void an_error_that_stays_is_a_row_and_the_next_run_tries_again() throws IOException {
    FetchSummary summary = runWith(status(500));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isEqualTo(ATTEMPTS);
    assertThat(rejected())
        .containsExactly(
            "series,Made Up CT/P-1/1.2.3.1,1.2.3.1,,server-error,the archive answers 500");
    assertThat(runWith(zip(first.zip())).series()).isEqualTo(new RejectCounts(2, 2, 0));
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.2")).isEqualTo(1);
    assertThat(rejected()).isEmpty();
  }

  @Test
  void what_breaks_off_starts_over() throws IOException {
    byte[] zip = first.zip();
    FetchSummary summary = runWith(breaksOffAfter(zip.length / 2, zip), zip(zip));
    assertThat(summary.series().kept()).isEqualTo(2);
    requireFirst();
  }

  @Test
  void what_breaks_off_goes_on_where_the_server_can() throws IOException {
    byte[] zip = first.zip();
    List<String> ranges = new ArrayList<>();
    FetchSummary summary =
        runWith(
            exchange -> {
              exchange.getResponseHeaders().set("ETag", "\"v1\"");
              exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
              breaksOffAfter(1000, zip).to(exchange);
            },
            exchange -> {
              ranges.add(exchange.getRequestHeaders().getFirst("Range"));
              ranges.add(exchange.getRequestHeaders().getFirst("If-Range"));
              exchange
                  .getResponseHeaders()
                  .set("Content-Range", "bytes 1000-" + (zip.length - 1) + "/" + zip.length);
              exchange.sendResponseHeaders(206, zip.length - 1000);
              exchange.getResponseBody().write(zip, 1000, zip.length - 1000);
            });
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(ranges).containsExactly("bytes=1000-", "\"v1\"");
    requireFirst();
  }

  @Test
  void another_part_than_was_asked_for_is_not_put_together() throws IOException {
    byte[] zip = first.zip();
    FetchSummary summary =
        runWith(
            exchange -> {
              exchange.getResponseHeaders().set("ETag", "\"v1\"");
              exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
              breaksOffAfter(1000, zip).to(exchange);
            },
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/" + zip.length);
              exchange.sendResponseHeaders(206, 100);
              exchange.getResponseBody().write(zip, 0, 100);
            },
            zip(zip));
    assertThat(summary.series().kept()).isEqualTo(2);
    requireFirst();
  }

  @Test
  void a_stall_ends() throws IOException {
    patience = patience.withStall(Duration.ofMillis(400));
    FetchSummary summary =
        runWith(archive.stallsAfter(100, first.zip()), archive.neverAnswers(), zip(first.zip()));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isGreaterThanOrEqualTo(3);
    requireFirst();
  }

  @Test
  void bytes_that_only_trickle_end_too() throws IOException {
    patience = patience.withStall(Duration.ofMillis(400));
    FetchSummary summary = runWith(archive.trickles(50), zip(first.zip()));
    assertThat(summary.series().kept()).isEqualTo(2);
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_length_that_is_too_great_is_a_break() throws IOException {
    FetchSummary summary =
        runWith(
            exchange -> {
              exchange.sendResponseHeaders(200, first.zip().length + 10L);
              exchange.getResponseBody().write(first.zip());
              exchange.getResponseBody().flush();
            });
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(rejected()).singleElement().asString().contains(",broken-off,");
  }

  @Test
  void a_length_that_is_too_small_leaves_no_sound_archive_and_is_tried_once_more()
      throws IOException {
    byte[] zip = first.zip();
    FetchSummary summary = runWith(zip(Arrays.copyOf(zip, zip.length - 30)));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(rejected()).singleElement().asString().contains(",corrupt-archive,");
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isEqualTo(2);
    assertThat(files()).noneMatch(name -> name.contains("1.2.3.1"));
  }

  @Test
  void more_than_the_series_can_hold_is_not_fetched() throws IOException {
    FetchSummary summary =
        runWith(
            exchange -> {
              exchange.sendResponseHeaders(200, 1L << 40);
              exchange.getResponseBody().write(new byte[1000]);
              exchange.getResponseBody().flush();
            });
    assertThat(summary.series().rejected()).isEqualTo(1);
    assertThat(rejected()).singleElement().asString().contains(",too-long,");
    assertThat(archive.requests("getImageWithMD5Hash 1.2.3.1")).isEqualTo(1);
  }

  @Test
  void a_redirect_on_the_same_server_is_followed() throws IOException {
    archive.reply("elsewhere", zip(first.zip()));
    assertThat(runWith(status(302, "Location", "/other/elsewhere")).series().kept()).isEqualTo(2);
    requireFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/elsewhere",
        "http://localhost/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "getImageWithMD5Hash?SeriesInstanceUID=1.2.3.1",
        "::",
        ""
      })
  void a_redirect_elsewhere_or_in_a_circle_is_not_followed(String location) throws IOException {
    FetchSummary summary = runWith(status(301, "Location", location));
    assertThat(summary.series()).isEqualTo(new RejectCounts(2, 1, 1));
    assertThat(rejected()).singleElement().asString().contains(",redirect,");
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[{",
        "[1]",
        "{\"a\":1}",
        "[{\"SeriesInstanceUID\":\"1.2\"",
        "nonsense",
        "[[]]"
      })
  void a_listing_that_is_no_table_ends_the_run(String text) {
    archive.reply("getSeries", json(text));
    assertThatThrownBy(this::run).hasMessageStartingWith("expected a table in JSON");
    assertThat(out()).doesNotExist();
  }

  @Test
  void a_listing_without_end_ends_the_run() {
    archive.reply("getSeries", json("[{\"a\":\"" + "x".repeat(10_000) + "\"}]"));
    assertThatThrownBy(this::run).hasMessageContaining("a value without end");
  }

  @Test
  void an_unknown_collection_is_named() {
    assertThatThrownBy(() -> fetch().into(out(), "Nobody", ALL, IngestListener.SILENT))
        .hasMessageContaining("has no collection Nobody");
  }

  @Test
  void collections_are_listed_in_order() throws IOException {
    assertThat(fetch().collections()).containsExactly("A b", "Z");
  }

  @Test
  void metadata_that_the_listing_lacks_are_asked_for() throws IOException {
    archive.reply("getSeries", json("[{\"SeriesInstanceUID\":\"1.2.3.1\",\"PatientID\":\"P-1\"}]"));
    archive.reply(
        "getSeriesMetaData 1.2.3.1",
        json(
            """
            [{"Series UID":"1.2.3.1","License Name":"CC0","License URL":"https://example.org/0",
            "Number of Images":"3","File Size":"%d","Data Description URI":"https://doi.org/1"}]"""
                .formatted(first.bytes())));
    assertThat(run().series().kept()).isEqualTo(1);
    assertThat(out().resolve(COLLECTION + "/licence.txt")).content().contains("CC0");
  }

  @Test
  void an_archive_that_no_longer_answers_ends_the_run_and_the_next_one_goes_on()
      throws IOException {
    List<MadeUpSeries> more = new ArrayList<>();
    for (int i = 3; i < 10; i++) {
      more.add(MadeUpSeries.write("1.2.3." + i, folder));
      archive.add("P-" + i, more.get(more.size() - 1));
      archive.reply("getImageWithMD5Hash 1.2.3." + i, status(502));
    }
    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("5 series in a row")
        .hasMessageContaining("the archive answers 502");
    for (MadeUpSeries series : more) {
      archive.reply("getImageWithMD5Hash " + series.uid(), zip(series.zip()));
    }
    FetchSummary summary = run();
    assertThat(summary.series()).isEqualTo(new RejectCounts(9, 9, 0));
    assertThat(summary.before()).isEqualTo(2);
  }

  @Test
  void several_at_a_time_give_the_same() throws IOException {
    for (int i = 3; i < 12; i++) {
      archive.add("P-" + i, MadeUpSeries.write("1.2.3." + i, folder));
    }
    archive.reply("getImageWithMD5Hash 1.2.3.5", status(404));
    run();
    List<String> rows = rejected();
    List<String> table = Files.readAllLines(out().resolve("series.csv"));
    FetchFolder.delete(out());
    fetch().withJobs(4).into(out(), COLLECTION, ALL, IngestListener.SILENT);
    assertThat(rejected()).isEqualTo(rows);
    assertThat(Files.readAllLines(out().resolve("series.csv"))).isEqualTo(table).hasSize(11);
  }

  @Test
  void two_runs_at_a_time_are_kept_apart() throws IOException {
    try (FetchFolder taken = FetchFolder.open(out())) {
      assertThat(taken.root()).isEqualTo(out());
      assertThatThrownBy(this::run).hasMessageContaining("another nodulens is fetching");
    }
  }
}
