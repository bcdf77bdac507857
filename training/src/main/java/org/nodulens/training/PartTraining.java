package org.nodulens.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.cropset.CropRecord;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.volumeio.FormatException;

/**
 * Trains the models of a run, and keeps what an earlier run has finished. Several threads may train
 * one each; the listener is told by one at a time.
 */
final class PartTraining {
  private static final long FOR_TRAINING = 101;

  private final TrainingOptions options;
  private final TrainingListener listener;
  private final ModelTrainer trainer;
  private final ModelStore store;
  private final Remaining remaining;

  PartTraining(
      TrainingOptions options,
      TrainingListener listener,
      ModelTrainer trainer,
      ModelStore store,
      Remaining remaining) {
    this.options = options;
    this.listener = listener;
    this.trainer = trainer;
    this.store = store;
    this.remaining = remaining;
  }

  /**
   * One training.
   *
   * @param from what it starts from
   * @param epochs after which it ends
   */
  record Job(Start from, TaskSet tasks, FoldCrops crops, int epochs) {
    Job until(int earlier) {
      return new Job(from, tasks, crops, earlier);
    }
  }

  boolean stopsEarly() {
    return trainer.stopsEarly();
  }

  /** After how many epochs the model's weights are, whether it was trained now or before. */
  int run(TrainingPart part, Job job) throws IOException {
    if (store.has(part)) {
      synchronized (remaining) {
        remaining.skip((long) job.crops.training().size() * trainer.epochs());
        listener.kept(part.inWords());
      }
    } else {
      train(part, job);
    }
    return store.epochsKept(part);
  }

  private void train(TrainingPart part, Job job) throws IOException {
    TrainingData data = job.tasks.data(job.crops.training());
    Checkpoint checkpoint = store.checkpoint(part);
    Lesson lesson =
        new Lesson(
            job.from,
            data,
            validation(part, job, data),
            Seeds.mix(options.seed(), FOR_TRAINING, part.number()),
            job.epochs,
            checkpoint);
    TrainedModel trained = trainer.train(lesson, told(part, job));
    synchronized (remaining) {
      listener.trained(part.inWords(), trained.epochs().size(), trained.epochsKept());
      remaining.skip((long) (trainer.epochs() - trained.epochs().size()) * data.crops().size());
    }
    store.write(part, description(part, job, data, trained), trained);
    checkpoint.delete();
  }

  private Optional<TrainingData> validation(TrainingPart part, Job job, TrainingData data)
      throws FormatException {
    if (!job.crops.validation().isEmpty()) {
      return Optional.of(job.tasks.data(job.crops.validation(), data.tasks()));
    }
    if (part.fold().isPresent() && trainer.stopsEarly()) {
      throw new FormatException(
          "crop set "
              + data.set().folder()
              + " leaves no validation patients to "
              + part.inWords()
              + ": patience needs them; use more patients, or no patience");
    }
    return Optional.empty();
  }

  private ModelTrainer.EpochListener told(TrainingPart part, Job job) {
    int crops = job.crops.training().size();
    return new ModelTrainer.EpochListener() {
      @Override
      public void finished(EpochFigures figures) {
        synchronized (remaining) {
          listener.epoch(
              new TrainingListener.Epoch(
                  part.inWords(),
                  figures.epoch() + 1,
                  job.epochs,
                  figures.loss(),
                  figures.rate(),
                  figures.validation(),
                  remaining.after(crops)));
        }
      }

      @Override
      public void resumed(int epochs) {
        synchronized (remaining) {
          remaining.skip((long) epochs * crops);
          listener.resumed(part.inWords(), epochs);
        }
      }
    };
  }

  /** Validation patients count as seen: they may have ended the training. */
  private ModelDescription description(
      TrainingPart part, Job job, TrainingData data, TrainedModel trained) {
    Set<String> patients = new TreeSet<>();
    for (CropRecord crop : job.crops.training()) {
      patients.add(crop.patientId());
    }
    for (CropRecord crop : job.crops.validation()) {
      patients.add(crop.patientId());
    }
    return new ModelDescription(
        trained.weights().config(),
        trained.input(),
        data.tasks(),
        JsonNodeFactory.instance.objectNode(),
        store.provenance().of(part.id(), job.crops, trained),
        TrainingPatients.of(store.provenance().patientKey(options.seed()), patients)
            .after(UnseenStart.patients(job.from)));
  }
}
