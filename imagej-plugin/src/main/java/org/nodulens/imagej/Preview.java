package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import java.awt.EventQueue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The overlay while a dialog is open. Explains on a thread of its own, the last wish only; a change
 * of colours explains nothing anew.
 */
final class Preview implements AutoCloseable {
  /** What the explanation depends on. */
  private record Subject(String model, String task, String method, Optional<StackOrder> order) {
    static Subject of(ExplainOptions options) {
      return new Subject(options.model(), options.task(), options.method(), options.order());
    }
  }

  private final ImagePlus image;
  private final NoduleSelection selection;
  private final @Nullable Overlay before;
  private final AtomicReference<@Nullable ExplainOptions> wish = new AtomicReference<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "Nodulens preview");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Subject subject;
  private @Nullable PlacedNodule placed;
  private @Nullable ExplainedNodule explained;
  private volatile boolean closed;
  private volatile boolean abandoned;
  private volatile boolean escaped;

  Preview(ImagePlus image, NoduleSelection selection) {
    this.image = image;
    this.selection = selection;
    this.before = image.getOverlay();
  }

  /** Shows what a form asks for, soon. */
  void show(OptionForm form) {
    if (form.flag("show")) {
      wish.set(ExplainOptions.of(form));
      worker.execute(() -> fulfil(form));
    } else {
      wish.set(null);
      restore();
    }
  }

  private void fulfil(OptionForm form) {
    ExplainOptions options = wish.getAndSet(null);
    if (options == null || closed) {
      return;
    }
    try {
      List<String> tasks = ExplainOptions.taskNames(options.model());
      if (!tasks.contains(options.task())) {
        offer(form, tasks); // of the model that was just chosen
        return;
      }
      draw(explained(options), options);
    } catch (CancelledException e) {
      if (wish.get() == null) {
        IJ.showStatus("Nodulens: cancelled"); // and not because of another wish
      }
    } catch (RefusedException | IOException e) {
      IJ.showStatus(e.getMessage());
    }
  }

  private void offer(OptionForm form, List<String> tasks) {
    EventQueue.invokeLater(
        () -> {
          form.offer("task", tasks);
          show(form);
        });
  }

  private void draw(ExplainedNodule nodule, ExplainOptions options) {
    synchronized (wish) {
      if (!closed) {
        MapOverlay.show(
            nodule.image(), List.of(nodule), options.opacity(), options.clippingPercent());
        IJ.showStatus(ResultsRow.text(nodule));
      }
    }
  }

  /**
   * The nodule with all its slices, explained as asked; from memory where only its colours have
   * changed.
   */
  synchronized ExplainedNodule explained(ExplainOptions options)
      throws RefusedException, CancelledException, IOException {
    if (escaped && closed) {
      throw new CancelledException();
    }
    Subject asked = Subject.of(options);
    ExplainedNodule known = explained;
    if (known != null && asked.equals(subject)) {
      return known;
    }
    try (Progress progress = Progress.ofNodules(1)) {
      PlacedNodule place = placed;
      if (place == null || subject == null || !asked.order().equals(subject.order())) {
        place = PlacedNodule.of(progress.read(image, options.order()), selection, progress);
      }
      ExplainedNodule fresh =
          new NoduleExplainer(options.model(), progress)
              .explainSlices(
                  place,
                  NoduleExplainer.Asked.task(options.task(), options.method()),
                  soFar -> look(soFar, options));
      placed = place;
      subject = asked;
      explained = fresh;
      return fresh;
    } catch (CancelledException e) {
      escaped = IJ.escapePressed();
      throw e;
    }
  }

  /** Draws in the colours that are wanted by now, and stops if something else is. */
  private void look(ExplainedNodule soFar, ExplainOptions options) throws CancelledException {
    ExplainOptions latest = wish.get();
    if (abandoned || (latest != null && !Subject.of(latest).equals(Subject.of(options)))) {
      throw new CancelledException();
    }
    draw(soFar, latest == null ? options : latest);
  }

  /** Lays over the image what lay there before the dialog was opened. */
  private void restore() {
    image.setOverlay(before);
  }

  /** Shows no more, and takes back what was shown. */
  void abandon() {
    synchronized (wish) {
      closed = true;
      abandoned = true;
      restore();
    }
  }

  /** Shows no more; what is being explained goes on, for it may be asked for. */
  void accept() {
    synchronized (wish) {
      closed = true;
    }
  }

  @Override
  public void close() {
    accept();
    worker.shutdown();
  }
}
