package org.nodulens.dicom.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param pydicom the command that starts pydicom; empty without it
 * @param seconds to be spent on each of the data, about
 * @param ofProcessor time of the processor instead of the wall's clock, with one thread alone
 */
record Settings(List<String> pydicom, double seconds, boolean ofProcessor, List<Data> data) {
  /** A folder with a name for the table. */
  record Data(String name, Path folder) {}

  /** {@code [--pydicom PYTHON SCRIPT] [--seconds S] [--processor] NAME=FOLDER ...}. */
  static Settings of(String[] arguments) {
    List<String> pydicom = List.of();
    double seconds = 20;
    boolean ofProcessor = false;
    List<Data> data = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--pydicom" -> {
          pydicom = List.of(arguments[i + 1], arguments[i + 2]);
          i += 2;
        }
        case "--seconds" -> seconds = Double.parseDouble(arguments[++i]);
        case "--processor" -> ofProcessor = true;
        default -> {
          int equals = arguments[i].indexOf('=');
          data.add(
              new Data(
                  arguments[i].substring(0, Math.max(0, equals)),
                  Path.of(arguments[i].substring(equals + 1))));
        }
      }
    }
    return new Settings(pydicom, seconds, ofProcessor, data);
  }

  /** How many threads to try: one, and as many as there are processors, up to four. */
  List<Integer> threads() {
    int most = Math.min(4, Runtime.getRuntime().availableProcessors());
    return ofProcessor || most == 1 ? List.of(1) : List.of(1, most);
  }
}
