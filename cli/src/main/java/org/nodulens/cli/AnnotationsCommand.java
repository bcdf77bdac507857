package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.lidc.GroupingScales;
import org.nodulens.datasets.lidc.MarkKind;
import org.nodulens.datasets.lidc.MarkTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens annotations}: LIDC-IDRI's readings as a table. */
@Command(
    name = "annotations",
    description = {
      "Writes the readings of LIDC-IDRI (XML) as a table, without the pixels: a row a mark, with its"
          + " kind, centroid and ratings, and with --spacing the nodule that it is of. Of several"
          + " readings of a series one counts.",
      "Exit status 1 where there is no reading."
    })
final class AnnotationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--root",
      required = true,
      paramLabel = "XML_DIR",
      description = "Folder that holds the XML files, however deep.")
  private Path root;

  @Option(
      names = "--spacing",
      paramLabel = "CSV",
      description =
          "Table with series_uid, pixel_spacing_mm and slice_thickness_mm: adds the column group, a"
              + " number for each nodule of a series.")
  private @Nullable Path spacing;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.csv",
      description = "Table to write; an old one is replaced.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    MarkTable table =
        spacing == null ? MarkTable.ungrouped() : MarkTable.grouped(GroupingScales.read(spacing));
    OutputFile.replace(out, stream -> table.write(root, stream));
    print(table);
    tellWhatLacks(table);
    return table.series() == 0 ? ExitStatus.FAILED : ExitStatus.FINISHED;
  }

  private void tellWhatLacks(MarkTable table) {
    PrintWriter err = spec.commandLine().getErr();
    if (table.series() == 0) {
      err.printf(
          "nodulens: no reading of a CT series was found in the %d XML files below %s%n",
          table.files(), root);
    }
    if (table.marksWithoutScale() > 0) {
      err.printf(
          "nodulens: %d marks have no group: %s does not name their series%n",
          table.marksWithoutScale(), spacing);
    }
    err.flush();
  }

  private void print(MarkTable table) {
    PrintWriter print = spec.commandLine().getOut();
    for (Rejection rejection : table.rejections()) {
      print.printf("  rejected %s: %s%n", rejection.code(), rejection.path());
    }
    Map<MarkKind, Long> marks = new TreeMap<>(table.marks());
    StringBuilder kinds = new StringBuilder();
    marks.forEach(
        (kind, count) -> kinds.append(", ").append(count).append(' ').append(kind.text()));
    print.printf(
        "files: %d in, %d kept, %d rejected; marks: %d%s%s%n",
        table.files(),
        table.series(),
        table.rejections().size(),
        marks.values().stream().mapToLong(Long::longValue).sum(),
        kinds.isEmpty() ? "" : " (" + kinds.substring(2) + ")",
        spacing == null ? "" : "; nodules: " + table.groups());
    print.flush();
  }
}
