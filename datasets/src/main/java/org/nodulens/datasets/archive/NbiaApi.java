package org.nodulens.datasets.archive;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * NBIA's REST interface, as far as it is needed here: getCollectionValues, getSeries,
 * getSeriesMetaData, getSOPInstanceUIDs, getImageWithMD5Hash, getImage.
 */
final class NbiaApi {
  /** What an older or newer version, or another server, does not know. */
  private static final Set<String> NOT_OFFERED =
      Set.of("not-found", "refused", "wrong-content-type");

  private final ArchiveUrl url;
  private final HttpSource http;
  private final Attempts attempts;

  NbiaApi(ArchiveUrl url, HttpSource http, Attempts attempts) {
    this.url = url;
    this.http = http;
    this.attempts = attempts;
  }

  /** Names of the collections that anybody may fetch, in order. */
  List<String> collections() throws IOException {
    return rows("getCollectionValues", Map.of(), row -> value(row, "collection")).stream()
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** What the archive has of a collection, in its own order; nothing is checked yet. */
  List<ArchiveSeries> series(String collection) throws IOException {
    return rows("getSeries", Map.of("Collection", collection), row -> series(collection, row));
  }

  /** The series with what only its own metadata say, where they are offered. */
  ArchiveSeries completed(ArchiveSeries series) throws IOException {
    if (series.isComplete()) {
      return series;
    }
    List<ArchiveSeries> more =
        whereOffered("getSeriesMetaData", series.uid(), row -> series(series.collection(), row));
    return more.stream()
        .filter(other -> other.uid().equals(series.uid()))
        .findFirst()
        .map(series::orElse)
        .orElse(series);
  }

  /** The SOP Instance UIDs of a series' images; absent where they are not offered. */
  Optional<Set<String>> sopUids(String seriesUid) throws IOException {
    Set<String> uids =
        new HashSet<>(
            whereOffered("getSOPInstanceUIDs", seriesUid, row -> value(row, "sopinstanceuid")));
    uids.remove("");
    return uids.isEmpty() ? Optional.empty() : Optional.of(uids);
  }

  /** A zip archive of a series' images, with their MD5 hashes. */
  URI imagesWithHashes(String seriesUid) {
    return url.query("getImageWithMD5Hash", Map.of("SeriesInstanceUID", seriesUid));
  }

  /** The same without, for a server that has none. */
  URI images(String seriesUid) {
    return url.query("getImage", Map.of("SeriesInstanceUID", seriesUid));
  }

  private <T> List<T> whereOffered(
      String name, String seriesUid, Function<Map<String, String>, T> toRow) throws IOException {
    try {
      return rows(name, Map.of("SeriesInstanceUID", seriesUid), toRow);
    } catch (ArchiveFault fault) {
      if (NOT_OFFERED.contains(fault.code())) {
        return List.of();
      }
      throw fault;
    }
  }

  private <T> List<T> rows(
      String name, Map<String, String> parameters, Function<Map<String, String>, T> toRow)
      throws IOException {
    Map<String, String> query = new TreeMap<>(parameters);
    query.put("format", "json");
    return attempts.run(
        () -> {
          try (Answer answer = http.get(url.query(name, query), Map.of())) {
            answer.requireType(name + " in JSON", "text/html", "application/xml", "text/xml");
            return JsonRows.read(answer.body(), toRow);
          }
        });
  }

  private static ArchiveSeries series(String collection, Map<String, String> row) {
    return new ArchiveSeries(
        value(row, "seriesinstanceuid", "seriesuid"),
        collection,
        value(row, "patientid", "subjectid"),
        value(row, "modality"),
        number(value(row, "imagecount", "numberofimages")),
        number(value(row, "filesize")),
        new Licence(
            value(row, "licensename"),
            value(row, "licenseuri", "licenseurl"),
            value(row, "datadescriptionuri", "collectionuri")));
  }

  private static String value(Map<String, String> row, String... names) {
    for (String name : names) {
      String value = row.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** Nothing or 0 where the archive does not know. */
  private static OptionalLong number(String text) {
    return text.matches("[1-9]\\d{0,17}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
