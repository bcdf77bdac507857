package org.nodulens.dicom.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Speeds beside each other, and what they are of those that matter. */
final class ResultTable {
  private final double megabytes;
  private final List<Contender> contenders;

  ResultTable(double megabytes, List<Contender> contenders) {
    this.megabytes = megabytes;
    this.contenders = contenders;
  }

  void print() {
    System.out.printf(
        "%-28s %7s %7s %16s %16s %9s %9s%n",
        "", "threads", "MB/s", "of plain, kept", "of plain, not", "x pydicom", "x by hand");
    for (Contender contender : contenders) {
      System.out.printf(
          Locale.ROOT,
          "%-28s %7d %7.0f %16s %16s %9s %9s%n",
          contender.name(),
          contender.threads(),
          megabytes / contender.medianSeconds(),
          ratio(contender, "plain read, all kept", contender.threads(), "%.0f %%", 100),
          ratio(contender, "plain read, nothing kept", contender.threads(), "%.0f %%", 100),
          ratio(contender, "pydicom", 1, "%.2f", 1),
          ratio(contender, "pydicom, int16 by hand", 1, "%.2f", 1));
    }
  }

  private String ratio(
      Contender contender, String toName, int toThreads, String format, double times) {
    OptionalDouble to =
        contenders.stream()
            .filter(other -> other.name().equals(toName) && other.threads() == toThreads)
            .mapToDouble(Contender::medianSeconds)
            .findAny();
    return to.isEmpty()
        ? ""
        : String.format(Locale.ROOT, format, times * to.getAsDouble() / contender.medianSeconds());
  }
}
