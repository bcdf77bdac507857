package org.nodulens.dicom.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One way to read the data, and how long it took each time. */
final class Contender {
  private final String name;
  private final int threads;
  private final Pass pass;
  private final List<Double> seconds = new ArrayList<>();

  Contender(String name, int threads, Pass pass) {
    this.name = name;
    this.threads = threads;
    this.pass = pass;
  }

  String name() {
    return name;
  }

  int threads() {
    return threads;
  }

  /** Until the compiler is done with it. */
  void warmUp(double atLeastSeconds) throws IOException {
    double spent = 0;
    for (int i = 0; i < 3 || (spent < atLeastSeconds && i < 200); i++) {
      spent += pass.seconds();
    }
  }

  /** Runs it once more; returns the seconds. */
  double measure() throws IOException {
    double taken = pass.seconds();
    seconds.add(taken);
    return taken;
  }

  double medianSeconds() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
