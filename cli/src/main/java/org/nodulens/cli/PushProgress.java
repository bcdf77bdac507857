package org.nodulens.cli;

import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.archive.FolderPush;

/** Progress of a push: a step a file, once it is known how many there are. */
final class PushProgress implements FolderPush.Listener, AutoCloseable {
  private @Nullable Progress progress;

  @Override
  public void found(int files) {
    progress = Progress.of("pushing", files, "files");
  }

  @Override
  public void finished() {
    if (progress != null) {
      progress.step();
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
