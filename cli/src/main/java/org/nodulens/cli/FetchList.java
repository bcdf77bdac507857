package org.nodulens.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.datasets.archive.ArchiveSeries;
import org.nodulens.datasets.archive.Fetch;
import org.nodulens.datasets.archive.SeriesSelection;
import org.nodulens.volumeio.Csv;

/** What an archive has, as CSV. */
final class FetchList {
  private FetchList() {}

  static void collections(Fetch fetch, PrintWriter print) throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    try (CSVPrinter rows = Csv.printer(table)) {
      rows.printRecord("collection");
      for (String name : fetch.collections()) {
        rows.printRecord(shown(name));
      }
    }
    print(table, print);
  }

  static void series(Fetch fetch, String collection, SeriesSelection selection, PrintWriter print)
      throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    try (CSVPrinter rows = Csv.printer(table)) {
      rows.printRecord("series_uid", "patient_id", "modality", "images", "bytes", "licence");
      for (ArchiveSeries one : fetch.series(collection, selection)) {
        rows.printRecord(
            one.uid(),
            shown(one.patientId()),
            shown(one.modality()),
            text(one.images()),
            text(one.bytes()),
            shown(one.licence().name()));
      }
    }
    print(table, print);
  }

  private static void print(ByteArrayOutputStream table, PrintWriter print) {
    print.print(table.toString(StandardCharsets.UTF_8));
    print.flush();
  }

  /** Nothing that an archive sends may steer a terminal. */
  private static String shown(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }
}
