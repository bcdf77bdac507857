package org.nodulens.datasets.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.FolderWalk;

/** Stores what a folder tree holds in a PACS; every file ends there or among the rejections. */
public final class FolderPush {
  private final Store store;

  /** By whatever way. */
  public FolderPush(Store store) {
    this.store = store;
  }

  /** By DIMSE. */
  public FolderPush(PacsClient client, PacsCall pacs) {
    this((files, listener) -> client.store(pacs, files, listener));
  }

  /** A way into a PACS. */
  @FunctionalInterface
  public interface Store {
    /**
     * Stores files, each as it is; every one is reported once.
     *
     * @throws PacsException if the PACS cannot be reached, refuses all, or breaks off
     */
    void store(List<Path> files, PacsClient.StoreListener listener) throws IOException;
  }

  /** Hears how a push gets on. */
  public interface Listener {
    Listener SILENT =
        new Listener() {
          @Override
          public void found(int files) {}

          @Override
          public void finished() {}
        };

    /** So many files will be looked at. */
    void found(int files);

    /** One file is stored or turned away. */
    void finished();
  }

  /**
   * Stores the files. Where the PACS breaks off, the files that were not sent yet are rejections:
   * pushing the same folder again stores them, and stores the others once more, which changes
   * nothing.
   */
  public PushSummary push(Path folder, Listener listener) throws IOException {
    return push(List.of(folder), listener);
  }

  /** As {@link #push(Path, Listener)}, of several folders or files; none is sent twice. */
  public PushSummary push(List<Path> roots, Listener listener) throws IOException {
    Outcome outcome = new Outcome(listener);
    for (Path root : roots) {
      outcome.root = root;
      FolderWalk.walk(root, outcome);
    }
    listener.found(outcome.files.size());
    Optional<String> brokenOff = Optional.empty();
    try {
      store.store(List.copyOf(outcome.files.keySet()), outcome);
    } catch (PacsException e) {
      brokenOff = Optional.of(e.reason());
      outcome.rejectRest();
    }
    return outcome.summary(brokenOff);
  }

  /** What was found, and what became of it. */
  private static final class Outcome implements FolderWalk.Visitor, PacsClient.StoreListener {
    private final Listener listener;

    /** Each with the root that it was found under. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    private Path root = Path.of("");
    private final Set<Path> done = new HashSet<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long failures;
    private long stored;
    private long storedBefore;

    Outcome(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void file(Path file) {
      files.putIfAbsent(file, root);
    }

    @Override
    public void failure(Path path, String code, String detail) {
      failures++;
      reject(path, code, detail);
    }

    @Override
    public void stored(Path file) {
      stored++;
      finish(file);
    }

    @Override
    public void storedBefore(Path file) {
      storedBefore++;
      stored(file);
    }

    @Override
    public void rejected(Path file, String code, String detail) {
      reject(file, code, detail);
      finish(file);
    }

    private void reject(Path file, String code, String detail) {
      Path root = files.getOrDefault(file, this.root);
      Path name = file.equals(root) ? file.getFileName() : root.relativize(file);
      String relative = name.toString().replace('\\', '/');
      rejections.add(Rejection.ofFile(relative, code, detail));
    }

    private void finish(Path file) {
      done.add(file);
      listener.finished();
    }

    void rejectRest() {
      for (Path file : files.keySet()) {
        if (!done.contains(file)) {
          reject(file, "not-sent", "the PACS broke off before");
        }
      }
    }

    PushSummary summary(Optional<String> brokenOff) {
      RejectCounts counts = new RejectCounts(files.size() + failures, stored, rejections.size());
      return new PushSummary(counts, storedBefore, rejections, brokenOff);
    }
  }
}
