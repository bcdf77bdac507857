package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import java.io.IOException;
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

  Preview(ImagePlus image, NoduleSelection selection) {
    this.image = image;
    this.selection = selection;
    this.before = image.getOverlay();
  }

  /** Shows what a form asks for, soon. */
  void show(OptionForm form) {
    if (form.flag("show")) {
      try {
        form.offer("task", ExplainOptions.taskNames(form.text("model")));
      } catch (RefusedException e) {
        IJ.showStatus(e.getMessage());
        return;
      }
      wish.set(ExplainOptions.of(form));
      worker.execute(this::fulfil);
    } else {
      wish.set(null);
      restore();
    }
  }

  private void fulfil() {
    ExplainOptions options = wish.getAndSet(null);
    if (options == null || closed) {
      return;
    }
    try {
      ExplainedNodule nodule = explained(options);
      synchronized (wish) {
        if (!closed) {
          MapOverlay.show(nodule, options.opacity(), options.clippingPercent());
          IJ.showStatus(ResultsRow.text(nodule));
        }
      }
    } catch (RefusedException | CancelledException | IOException e) {
      IJ.showStatus(e.getMessage());
    }
  }

  /** The nodule, explained as asked; from memory where only its colours have changed. */
  synchronized ExplainedNodule explained(ExplainOptions options)
      throws RefusedException, CancelledException, IOException {
    Subject asked = Subject.of(options);
    ExplainedNodule known = explained;
    if (known != null && asked.equals(subject)) {
      return known;
    }
    try (Progress progress = Progress.ofNodules(1)) {
      PlacedNodule place = placed;
      if (place == null || subject == null || !asked.order().equals(subject.order())) {
        place = PlacedNodule.of(image, selection, options.order(), progress);
      }
      ExplainedNodule fresh =
          new NoduleExplainer(options.model(), progress)
              .explain(place, options.task(), options.method());
      placed = place;
      subject = asked;
      explained = fresh;
      return fresh;
    }
  }

  /** Lays over the image what lay there before the dialog was opened. */
  void restore() {
    image.setOverlay(before);
  }

  /** Shows no more, and takes back what was shown. */
  void abandon() {
    synchronized (wish) {
      closed = true;
      restore();
    }
  }

  @Override
  public void close() {
    synchronized (wish) {
      closed = true;
    }
    worker.shutdown();
  }
}
