package org.nodulens.cli;

import org.jspecify.annotations.Nullable;
import org.nodulens.training.TrainingListener;
import org.nodulens.training.TrainingOptions;

/** A training run on standard error: epochs of all folds and the final model, then the scoring. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final TrainingOptions options;
  private final Progress epochs;
  private @Nullable Progress scoring;

  TrainingProgress(String task, TrainingOptions options) {
    this.options = options;
    this.epochs = Progress.of(task, (options.folds() + 1L) * options.epochs(), "epochs");
  }

  @Override
  public void epoch(Epoch epoch) {
    epochs.step();
    if (epoch.epoch() == epoch.epochs()) {
      epochs.note(
          "%s done, loss %.3f, about %d min left"
              .formatted(epoch.model(), epoch.loss(), (epoch.remaining().toSeconds() + 59) / 60));
    }
  }

  @Override
  public void kept(String model) {
    epochs.step(options.epochs());
    epochs.note(model + " was finished by an earlier run");
  }

  @Override
  public void scored(int done, int of) {
    Progress bar = scoring;
    if (bar == null) {
      bar = Progress.of("scoring held-out nodules", of, "nodules");
      scoring = bar;
    }
    bar.step();
  }

  @Override
  public void close() {
    epochs.close();
    if (scoring != null) {
      scoring.close();
    }
  }
}
