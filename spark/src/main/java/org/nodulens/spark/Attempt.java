package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Does a piece of a plan in a process of the cluster. A piece that a process did not survive is
 * tried once more, alone in a process of its own; if that one dies as well, the piece is lost, and
 * nothing else.
 */
final class Attempt {
  private static final String DETAIL = "two processes that tried it came to an end before it did";

  private final Path planFile;
  private final PlanFile plan;
  private final Parts parts;

  /**
   * Of pieces of a plan.
   *
   * @param planFile in the folder of the parts
   */
  Attempt(Path planFile) {
    this.planFile = planFile;
    this.plan = new PlanFile(planFile);
    this.parts = Parts.beside(planFile);
  }

  /**
   * Leaves the piece's result among the parts.
   *
   * @throws IOException also where this process does not see what the driver has written
   */
  void run(PlanEntry place) throws IOException {
    try {
      commitUnlessDone(place);
    } catch (NoSuchFileException e) {
      if (Files.exists(planFile)) {
        throw e;
      }
      throw new IOException(
          "a process of the cluster does not see "
              + planFile.getParent()
              + ", where the driver has put the plan; name an output on a disk that all machines"
              + " share, or a URI",
          e);
    }
  }

  private void commitUnlessDone(PlanEntry place) throws IOException {
    if (parts.holds(place.number())) {
      return;
    }
    if (parts.beginTry(place.number())) {
      commit(place);
    } else {
      if (!LoneProcess.survives(planFile, place)) {
        parts.commit(place.number(), plan.read(place).lost(DETAIL));
      }
      parts.endTry(place.number());
    }
  }

  /** An error, such as too little memory, leaves the mark of the try: it may end the process. */
  private void commit(PlanEntry place) throws IOException {
    try {
      commitAlone(place);
      parts.endTry(place.number());
    } catch (IOException | RuntimeException e) {
      parts.endTry(place.number());
      throw e;
    }
  }

  void commitAlone(PlanEntry place) throws IOException {
    parts.commit(place.number(), plan.read(place).run());
  }
}
