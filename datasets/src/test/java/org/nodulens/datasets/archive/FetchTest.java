package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nodulens.datasets.archive.MadeUpArchive.COLLECTION;
import static org.nodulens.datasets.archive.MadeUpArchive.json;
import static org.nodulens.datasets.archive.MadeUpArchive.status;
import static org.nodulens.datasets.archive.MadeUpArchive.zip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.IngestListener;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.volumeio.FolderTree;

/** What a fetch leaves on disk, what a second one does, and what ends it. */
class FetchTest extends ArchiveFetching {
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
    FolderTree.delete(out());
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
