package org.nodulens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesChoice;

/** A series from its folder to Hounsfield units, against reading the bytes of its files. */
final class IngestBench {
  static final String PLAIN = "plain read of the files";
  static final String READ = "series scanned and read to HU";
  static final String PYDICOM = "pydicom, pixels to HU";
  private static final String PART = "ingest";

  /** Reads each file given, scales its pixels; argument: the folder. */
  private static final String PYDICOM_SCRIPT =
      """
      import sys, pathlib, pydicom, time
      for line in sys.stdin:
        for f in sorted(pathlib.Path(sys.argv[1]).rglob('*.dcm')):
          d = pydicom.dcmread(f)
          d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept)
        print('done', flush=True)
      """;

  private final Path folder;

  private IngestBench(Path folder) {
    this.folder = folder;
  }

  /** Makes a phantom's study to read. */
  static IngestBench of(Path folder) throws IOException {
    Phantom.write(PhantomOptions.DEMO.withPatients(1), folder, patient -> {});
    return new IngestBench(folder);
  }

  List<Contender> contenders() throws IOException {
    List<Path> files = files();
    List<Contender> all = new ArrayList<>();
    all.add(
        new Contender(
            PART,
            PLAIN,
            () -> {
              for (Path file : files) {
                Files.readAllBytes(file);
              }
            }));
    all.add(
        new Contender(
            PART,
            READ,
            () -> {
              CtSeries series = SeriesChoice.ONLY.of(CtSeriesScanner.scan(folder), folder);
              CtSeriesReader.of(series).read();
            }));
    return all;
  }

  /** The same in Python, in a process that stays. */
  Contender pydicom(Python python) {
    return new Contender(PART, PYDICOM, python.eachLine(PYDICOM_SCRIPT, folder.toString()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }
}
