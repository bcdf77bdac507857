package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.datasets.archive.MadeUpArchive.breaksOffAfter;
import static org.nodulens.datasets.archive.MadeUpArchive.status;
import static org.nodulens.datasets.archive.MadeUpArchive.zip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.cropset.RejectCounts;

/** Errors, breaks, stalls, lengths that are wrong, redirects. */
class FetchOverBrokenLinesTest extends ArchiveFetching {
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
}
