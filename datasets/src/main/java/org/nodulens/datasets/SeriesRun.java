package org.nodulens.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nodulens.volumeio.FolderTree;
import org.nodulens.work.Results;
import org.nodulens.work.WorkPlan;
import org.nodulens.work.Workplace;

/**
 * Where an ingest's series are read: on threads of this process, or on a workplace's processes.
 *
 * @param handover folder where a workplace's results wait for their turn; empty for one in the crop
 *     set's own
 */
record SeriesRun(int jobs, Optional<Workplace> workplace, Optional<Path> handover) {
  /** In the crop set's folder while a workplace works for it; a run on threads passes it over. */
  private static final String SCRATCH = "work";

  /**
   * Begins to read.
   *
   * @param all the survey's
   * @param first number of the first one that is left to be read
   */
  Results<SeriesOutcome> begin(List<SeriesTask> all, int first, CropOptions options, Target target)
      throws IOException {
    List<SeriesTask> left = all.subList(first, all.size());
    if (workplace.isEmpty()) {
      return new OutcomesInOrder(left, options, jobs);
    }
    Iterable<SeriesWork> pieces =
        () -> left.stream().map(task -> new SeriesWork(task, options)).iterator();
    return workplace
        .get()
        .begin(
            new WorkPlan<>("ingest", scratch(target.out()), target.fingerprint(), first, pieces));
  }

  /** What is being written. */
  record Target(Path out, String fingerprint) {}

  private Path scratch(Path out) {
    return handover.orElse(out.resolve(SCRATCH));
  }

  /** Removes what a workplace needed, this run's or an earlier one's. */
  void sweep(Path out) throws IOException {
    FolderTree.delete(scratch(out));
  }
}
