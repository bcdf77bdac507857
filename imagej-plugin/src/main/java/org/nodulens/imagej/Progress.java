package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import java.util.Optional;

/** ImageJ's status line and progress bar; Escape cancels at the next step. */
final class Progress implements AutoCloseable {
  private int steps;
  private int done;

  private Progress(int steps) {
    this.steps = steps;
    IJ.resetEscape();
  }

  /** Of so many nodules of one stack, each found and explained. */
  static Progress ofNodules(int count) {
    return new Progress(1 + count * (PlacedNodule.STEPS + NoduleExplainer.STEPS));
  }

  /** The stack as a CT volume: the first step. */
  CtStack read(ImagePlus image, Optional<StackOrder> order)
      throws RefusedException, CancelledException {
    step("reading the stack");
    return CtStack.of(image, order);
  }

  /** Learns of more steps to come. */
  void expect(int more) {
    steps += more;
  }

  /** Says what comes next. */
  void step(String what) throws CancelledException {
    if (IJ.escapePressed()) {
      throw new CancelledException();
    }
    IJ.showStatus("Nodulens: " + what);
    IJ.showProgress(done++, steps);
  }

  @Override
  public void close() {
    IJ.showProgress(1.0);
    IJ.showStatus("");
  }
}
