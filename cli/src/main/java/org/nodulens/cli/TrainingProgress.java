package org.nodulens.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nodulens.training.TrainingListener;
import org.nodulens.training.TrainingOptions;

/** A training run on standard error: epochs of all folds and the final model, then the scoring. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
  private final TrainingOptions options;
  private final Progress epochs;
  private @Nullable Progress features;
  private @Nullable Progress scoring;
  private final Map<String, Epoch> latest = new HashMap<>();

  TrainingProgress(String task, TrainingOptions options) {
    this.options = options;
    this.epochs = Progress.of(task, (options.folds() + 1L) * options.epochs(), "epochs");
  }

  @Override
  public void epoch(Epoch epoch) {
    epochs.step();
    latest.put(epoch.model(), epoch);
  }

  @Override
  public void features(int done, int of) {
    Progress bar = features;
    if (bar == null) {
      bar = Progress.of("features", of, "crops");
      features = bar;
    }
    bar.step();
    if (done == of) {
      bar.close();
      features = null;
    }
  }

  @Override
  public void resumed(String model, int done) {
    epochs.step(done);
    epochs.note(model + " goes on behind epoch " + done + " of an earlier run");
  }

  @Override
  public void trained(String model, int run, int kept) {
    epochs.step(options.epochs() - run);
    TrainingListener.Epoch end = latest.get(model);
    if (end != null) {
      Double held = end.validation().get("validation_loss");
      epochs.note(
          "%s done after %d epochs%s, loss %.3f, %srate %.1e, about %d min left"
              .formatted(
                  model,
                  run,
                  kept < run ? " (kept: " + kept + ")" : "",
                  end.loss(),
                  held == null ? "" : "validation %.3f, ".formatted(held),
                  end.rate(),
                  (end.remaining().toSeconds() + 59) / 60));
    }
  }

  @Override
  public void leaks(double share) {
    epochs.note(
        "protocol paper: %.0f %% of the held-out nodules have a patient in training; figures are too good"
            .formatted(100 * share));
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
    if (features != null) {
      features.close();
    }
    if (scoring != null) {
      scoring.close();
    }
  }
}
