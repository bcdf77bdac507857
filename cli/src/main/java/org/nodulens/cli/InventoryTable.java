package org.nodulens.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.inventory.Inventory;
import org.nodulens.inventory.PixelVerdict;
import org.nodulens.inventory.SeriesEntry;

/** An inventory as text: a row of figures a series, its UIDs and flags below it. */
final class InventoryTable {
  static final int WIDTH = 160;

  private static final String[] HEADS = {
    "patient",
    "slices x rows x columns",
    "z x y x x, mm",
    "thick",
    "plane",
    "kernel",
    "scanner",
    "transfer syntax"
  };

  /** Texts that are longer are cut: those that files hold may be of any length. */
  private static final int[] WIDEST = {14, 23, 23, 7, 8, 10, 28, 33};

  private static final String INDENT = "    ";

  /** Of each reason. */
  private static final int EXAMPLES = 3;

  /** Whose detail has another file's path in it. Paths may hold a patient's ID. */
  private static final String NAMES_ANOTHER = "duplicate-instance";

  private final Inventory inventory;

  InventoryTable(Inventory inventory) {
    this.inventory = inventory;
  }

  void print(PrintWriter out, boolean allRejected) {
    if (!inventory.entries().isEmpty()) {
      printSeries(out);
    }
    printRejectedSeries(out, allRejected);
    printRejectedFiles(out, allRejected);
    out.printf("%s; %s%n", line("files", inventory.files()), line("series", inventory.series()));
  }

  private static String line(String level, RejectCounts counts) {
    return "%s: %d in, %d kept, %d rejected"
        .formatted(level, counts.in(), counts.kept(), counts.rejected());
  }

  private void printSeries(PrintWriter out) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADS);
    inventory.entries().forEach(entry -> rows.add(row(entry)));
    int[] widths = new int[HEADS.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < HEADS.length; column++) {
        String format = column == HEADS.length - 1 ? "%s" : "%-" + (widths[column] + 2) + "s";
        text.append(format.formatted(rows.get(i)[column]));
      }
      out.println(text.toString().stripTrailing());
      if (i > 0) {
        printBelow(inventory.entries().get(i - 1), out);
      }
    }
  }

  private static String[] row(SeriesEntry entry) {
    GridSize size = entry.series().geometry().size();
    VoxelSpacing spacing = entry.spacing();
    String thick =
        entry.thicknessMm().isPresent()
            ? String.format(Locale.ROOT, "%.2f", entry.thicknessMm().getAsDouble())
            : "?";
    String[] row = {
      entry.patient(),
      size.slices() + " x " + size.rows() + " x " + size.columns(),
      String.format(Locale.ROOT, "%.3f x %.3f x %.3f", spacing.zMm(), spacing.yMm(), spacing.xMm()),
      thick,
      entry.series().orientation(),
      entry.kernel().orElse("?"),
      scanner(entry),
      entry.transferSyntax()
    };
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i].length() <= WIDEST[i] ? row[i] : row[i].substring(0, WIDEST[i] - 2) + "..";
    }
    return row;
  }

  private static String scanner(SeriesEntry entry) {
    String maker = entry.manufacturer().orElse("");
    String scanner = (maker + " " + entry.model().orElse("")).strip();
    return scanner.isEmpty() ? "?" : scanner;
  }

  private static void printBelow(SeriesEntry entry, PrintWriter out) {
    wrapped(
        "  series "
            + uid(entry.series().uid())
            + entry.studyUid().map(study -> "  study " + uid(study)).orElse(""),
        out);
    entry.series().part().ifPresent(part -> wrapped("  part " + part, out));
    if (!entry.flags().isEmpty()) {
      wrapped("  flags " + String.join(", ", entry.flags()) + why(entry.pixels()), out);
    }
  }

  private static String why(PixelVerdict pixels) {
    if (pixels instanceof PixelVerdict.Checked checked) {
      return checked.check().fault().map(fault -> ": " + fault).orElse("");
    }
    return pixels instanceof PixelVerdict.Unreadable unreadable ? ": " + unreadable.reason() : "";
  }

  private void printRejectedSeries(PrintWriter out, boolean all) {
    Map<String, List<String>> byCode = new TreeMap<>();
    for (RejectedSeries one : inventory.rejectedSeries()) {
      byCode
          .computeIfAbsent(one.code(), code -> new ArrayList<>())
          .add(uid(one.uid()) + ", " + one.slices().size() + " slices: " + one.detail());
    }
    byCode.forEach(
        (code, details) -> {
          out.println("rejected series, " + code + ": " + details.size());
          int shown = all ? details.size() : Math.min(EXAMPLES, details.size());
          details.subList(0, shown).forEach(detail -> wrapped("  " + detail, out));
          if (shown < details.size()) {
            out.println("  and " + (details.size() - shown) + " more; --rejected lists all");
          }
        });
  }

  private void printRejectedFiles(PrintWriter out, boolean all) {
    Map<String, List<RejectedFile>> byCode = new TreeMap<>();
    for (RejectedFile one : inventory.rejectedFiles()) {
      byCode.computeIfAbsent(one.code(), code -> new ArrayList<>()).add(one);
    }
    byCode.forEach(
        (code, files) -> {
          out.println("rejected files, " + code + ": " + files.size());
          if (all) {
            files.forEach(file -> wrapped("  " + withPath(file), out));
          } else {
            files.stream()
                .filter(file -> !file.code().equals(NAMES_ANOTHER))
                .map(file -> file.detail().replace(file.path(), "a file"))
                .distinct()
                .limit(EXAMPLES)
                .forEach(detail -> wrapped("  " + detail, out));
          }
        });
  }

  private static String withPath(RejectedFile file) {
    String detail = file.detail();
    return detail.contains(file.path()) ? detail : file.path() + ": " + detail;
  }

  /** A legal one has at most 64 characters. */
  private static String uid(String uid) {
    return uid.length() <= 64 ? uid : uid.substring(0, 62) + "..";
  }

  /** Words on lines that are not too long; what a file holds may not steer the terminal. */
  private static void wrapped(String text, PrintWriter out) {
    String rest = text.replaceAll("[\\p{Cntrl}\\x80-\\x9F]", "?");
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      int end = space > INDENT.length() ? space : WIDTH;
      out.println(rest.substring(0, end));
      rest = INDENT + rest.substring(end).stripLeading();
    }
    out.println(rest);
  }
}
