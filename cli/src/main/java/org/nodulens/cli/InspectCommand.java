package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.inventory.Inventory;
import org.nodulens.inventory.InventoryJson;
import org.nodulens.inventory.PixelVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nodulens inspect}: which CT series are there. */
@Command(
    name = "inspect",
    description = {
      "Lists the CT series of a folder tree (zip archives included), a series at a time, and counts"
          + " what was rejected, by reason. Reads headers, and a few slices of each series to tell"
          + " whether their values can be HU.",
      "Patients are numbered in the order of their IDs; neither ID nor name is shown. Paths of"
          + " rejected files, which may hold a patient's ID, are shown with --rejected and --json"
          + " only.",
      "Flags: implausible-hu; single-slice and gantry-tilt, which other commands refuse by default;"
          + " gaps (slices thinner than their distance); padding; enhanced; zip; or why pixels"
          + " cannot be read.",
      "Exit status 1 where there is no series."
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "A folder, or a single file.")
  private Path path;

  @Option(
      names = "--json",
      description = "Everything as JSON, format " + InventoryJson.FORMAT + ".")
  private boolean json;

  @Option(names = "--rejected", description = "Also lists all that was rejected, with paths.")
  private boolean rejected;

  @Option(names = "--no-pixels", description = "Headers only: leaves out whether values can be HU.")
  private boolean noPixels;

  @Override
  public Integer call() throws IOException {
    Inventory inventory = inventory(CtSeriesScanner.scan(path, Inventory.SCAN));
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(InventoryJson.text(inventory));
    } else {
      new InventoryTable(inventory).print(print, rejected);
    }
    print.flush();
    if (inventory.entries().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("nodulens: %s holds no CT series%n", path);
      err.flush();
      return ExitStatus.FAILED;
    }
    return ExitStatus.FINISHED;
  }

  private Inventory inventory(SeriesScan scan) {
    if (noPixels || scan.series().isEmpty()) {
      return Inventory.of(scan, series -> new PixelVerdict.NotRead());
    }
    try (Progress progress = Progress.of("looking at pixels", scan.series().size(), "series")) {
      return Inventory.of(
          scan,
          series -> {
            PixelVerdict verdict = PixelVerdict.of(series);
            progress.step();
            return verdict;
          });
    }
  }
}
