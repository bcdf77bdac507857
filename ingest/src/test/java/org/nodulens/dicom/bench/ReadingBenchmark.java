package org.nodulens.dicom.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;

/**
 * Reads series to HU, beside a plain read of the same files and pydicom: all by turns, so that what
 * else the machine does falls on all alike.
 */
final class ReadingBenchmark {
  private final Slices slices;
  private final Settings settings;
  private final StopWatch watch;
  private final List<Contender> contenders = new ArrayList<>();

  private ReadingBenchmark(Slices slices, Settings settings) {
    this.slices = slices;
    this.settings = settings;
    this.watch = settings.ofProcessor() ? StopWatch.processor() : StopWatch.WALL;
  }

  /** Reads {@code --python COMMAND --script FILE --seconds S --processor NAME=FOLDER ...}. */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.of(arguments);
    for (Settings.Data data : settings.data()) {
      Slices slices = Slices.in(data.folder());
      System.out.printf(
          Locale.ROOT,
          "%n%s: %d slices, %.0f MB of HU in %.0f MB of files%n",
          data.name(),
          slices.count(),
          slices.megabytesOfHu(),
          slices.fileBytes() * 1e-6);
      new ReadingBenchmark(slices, settings).run();
    }
  }

  private void run() throws IOException {
    for (int threads : settings.threads()) {
      if (slices.areUncompressed()) {
        add("plain read, nothing kept", threads, PlainRead.lettingGo(slices.files(), threads));
        add("plain read, all kept", threads, PlainRead.keeping(slices.files(), threads));
      }
      add("nodulens, the volume", threads, () -> volumes(slices, threads));
      if (threads == 1) {
        add("nodulens, scan and volume", 1, () -> volumes(Slices.in(slices.folder()), 1));
        add("nodulens, slice by slice", 1, this::sliceBySlice);
      }
    }
    try (Pydicom pydicom = startPydicom()) {
      if (pydicom != null) {
        contenders.add(new Contender("pydicom", 1, pydicom.pass("usual", watch)));
        contenders.add(new Contender("pydicom, int16 by hand", 1, pydicom.pass("int16", watch)));
      }
      measure();
    }
    new ResultTable(slices.megabytesOfHu(), contenders).print();
  }

  private void add(String name, int threads, StopWatch.Work work) {
    contenders.add(new Contender(name, threads, watch.timing(work)));
  }

  private static void volumes(Slices slices, int threads) throws IOException {
    for (CtSeries series : slices.series()) {
      CtSeriesReader.of(series).withThreads(threads).read();
    }
  }

  private void sliceBySlice() throws IOException {
    for (CtSeries series : slices.series()) {
      CtSeriesReader reader = CtSeriesReader.of(series);
      for (int k = 0; k < series.slices().size(); k++) {
        reader.slices(k, 1);
      }
    }
  }

  private @Nullable Pydicom startPydicom() {
    if (settings.pydicom().isEmpty()) {
      return null;
    }
    try {
      Pydicom pydicom = new Pydicom(settings.pydicom(), slices.files());
      System.out.println(pydicom.about());
      return pydicom;
    } catch (IOException e) {
      System.out.println("skipped: pydicom cannot read these files");
      return null;
    }
  }

  private void measure() throws IOException {
    for (Contender contender : contenders) {
      contender.warmUp(settings.seconds() / 20);
    }
    double spent = 0;
    int rounds = 0;
    while (rounds < 5 || (spent < settings.seconds() && rounds < 99)) {
      for (Contender contender : contenders) {
        spent += contender.measure();
      }
      rounds++;
    }
    System.out.println("medians of " + rounds + " rounds");
  }
}
