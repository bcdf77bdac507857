package org.nodulens.datasets.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/**
 * What stands beside the images: each collection's terms in {@code licence.txt} and {@code
 * CITATION.txt}, and all series in {@code series.csv}.
 */
final class LicenceFiles {
  private static final String TCIA =
      "The Cancer Imaging Archive itself: Clark K, Vendt B, Smith K, et al. (2013). Journal of"
          + " Digital Imaging 26(6), 1045-1057. https://doi.org/10.1007/s10278-013-9622-7";

  private final FetchFolder folder;
  private final String host;

  /**
   * For one folder.
   *
   * @param host of the archive
   */
  LicenceFiles(FetchFolder folder, String host) {
    this.folder = folder;
    this.host = host;
  }

  /** Replaces them all, from the records of the series that are there. */
  void write() throws IOException {
    List<SeriesRecord> records = folder.records();
    Map<String, List<SeriesRecord>> byCollection = new TreeMap<>();
    for (SeriesRecord record : records) {
      byCollection.computeIfAbsent(record.collection(), c -> new ArrayList<>()).add(record);
    }
    for (Map.Entry<String, List<SeriesRecord>> collection : byCollection.entrySet()) {
      Path place = folder.root().resolve(SafeName.of(collection.getKey()));
      replace(place.resolve("licence.txt"), licence(collection.getKey(), collection.getValue()));
      replace(place.resolve("CITATION.txt"), citation(collection.getKey(), collection.getValue()));
    }
    folder.replace(folder.root().resolve(FetchFolder.TABLE), table(records));
  }

  private void replace(Path file, String text) throws IOException {
    folder.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String licence(String collection, List<SeriesRecord> records) {
    Map<String, Integer> terms = new TreeMap<>();
    for (SeriesRecord record : records) {
      String name = record.licence().isEmpty() ? "not named by the archive" : record.licence();
      String uri =
          record.licenceUri().isEmpty() ? "" : "\n  " + SafeName.shown(record.licenceUri());
      terms.merge(SafeName.shown(name) + uri, 1, Integer::sum);
    }
    StringBuilder text =
        new StringBuilder("Licence of the series of " + SafeName.shown(collection) + ":\n");
    terms.forEach(
        (term, count) ->
            text.append("\n").append(term).append("\n  ").append(count).append(" series\n"));
    return text.toString();
  }

  private String citation(String collection, List<SeriesRecord> records) {
    SortedSet<String> pages = new TreeSet<>();
    for (SeriesRecord record : records) {
      if (!record.citationUri().isEmpty()) {
        pages.add(SafeName.shown(record.citationUri()));
      }
    }
    StringBuilder text =
        new StringBuilder(SafeName.shown(collection) + ", fetched from " + host + ".\n");
    text.append(
        pages.isEmpty()
            ? "The archive names no page that says how to cite it.\n"
            : "How to cite it and whom to thank:\n");
    pages.forEach(page -> text.append("  ").append(page).append('\n'));
    if (host.endsWith("cancerimagingarchive.net")) {
      text.append(TCIA).append('\n');
    }
    return text.toString();
  }

  private static byte[] table(List<SeriesRecord> records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CSVPrinter rows = Csv.printer(bytes)) {
      rows.printRecord(
          "series_uid",
          "collection",
          "patient_id",
          "modality",
          "images",
          "bytes",
          "sha256",
          "md5_checked",
          "licence",
          "licence_uri",
          "citation_uri");
      for (SeriesRecord one : records) {
        rows.printRecord(
            one.seriesUid(),
            one.collection(),
            one.patientId(),
            one.modality(),
            one.images(),
            one.bytes(),
            one.sha256(),
            one.md5Checked(),
            one.licence(),
            one.licenceUri(),
            one.citationUri());
      }
    }
    return bytes.toByteArray();
  }
}
