package org.nodulens.training;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.InputSampler;

/**
 * Draws the batches of one training. While the engine works on a batch, one thread samples the
 * next; each batch's randomness comes from the seed, the epoch and its place alone.
 */
final class BatchSource implements AutoCloseable {
  private final CropSet set;
  private final List<CropRecord> crops;
  private final Targets targets;
  private final InputSampler sampler;
  private final Augmentation augmentation;
  private final int batches;
  private final long seed;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(BatchSource::daemon);

  BatchSource(TrainingData data, InputSampler sampler, FineTuning options, long seed) {
    this.set = data.set();
    this.crops = data.crops();
    this.targets = data.targets();
    this.sampler = sampler;
    this.augmentation = options.augmentation();
    this.batches = options.batchesAnEpoch(crops.size());
    this.seed = seed;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "next-batch");
    thread.setDaemon(true);
    return thread;
  }

  /** Receives a batch. */
  @FunctionalInterface
  interface Consumer {
    void accept(Batch batch, Random random) throws IOException;
  }

  /** Every crop once, in an order of its own, in batches of almost equal size. */
  void epoch(int epoch, Consumer consumer) throws IOException {
    int[] order = Seeds.shuffled(crops.size(), new Random(mixed(epoch, -1)));
    Future<Batch> next = thread.submit(() -> batch(epoch, 0, order));
    for (int b = 0; b < batches; b++) {
      Batch batch = await(next);
      int following = b + 1;
      if (following < batches) {
        next = thread.submit(() -> batch(epoch, following, order));
      }
      consumer.accept(batch, new Random(mixed(epoch, b) + 1));
    }
  }

  private Batch batch(int epoch, int number, int[] order) throws IOException {
    int[] rows = Seeds.part(order, number, batches);
    Random random = new Random(mixed(epoch, number));
    int perImage = sampler.spec().channels() * sampler.spec().pixels().count();
    float[] pixels = new float[rows.length * perImage];
    for (int i = 0; i < rows.length; i++) {
      CropRecord crop = crops.get(rows[i]);
      float[] image = augmentation.pixels(sampler, set.volume(crop), set.center(crop), random);
      System.arraycopy(image, 0, pixels, i * perImage, perImage);
    }
    return new Batch(pixels, targets.of(rows));
  }

  private long mixed(int epoch, int batch) {
    return Seeds.mix(seed, epoch, batch);
  }

  private static Batch await(Future<Batch> next) throws IOException {
    try {
      return next.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("training was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
