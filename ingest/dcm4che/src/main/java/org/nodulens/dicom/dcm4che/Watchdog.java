package org.nodulens.dicom.dcm4che;

import java.net.Socket;
import java.time.Duration;
import org.dcm4che3.util.SafeClose;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that has been silent for too long: whoever waits on it then gets a fault, in
 * whatever state the protocol is.
 */
final class Watchdog implements Runnable {
  private final Duration patience;
  private volatile @Nullable Socket socket;
  private volatile long deadlineNs;
  private volatile boolean bitten;

  /** Lies in wait for a connection; is to be run every now and then. */
  Watchdog(Duration patience) {
    this.patience = patience;
  }

  /** Watches from now on. */
  void guard(Socket connected) {
    allow(patience);
    socket = connected;
  }

  /** Something came, or something begins: from now on so much silence is fine. */
  void allow(Duration silence) {
    deadlineNs = System.nanoTime() + silence.toNanos();
  }

  /** Whether the connection was closed for its silence. */
  boolean hasBitten() {
    return bitten;
  }

  @Override
  public void run() {
    Socket guarded = socket;
    if (guarded == null || System.nanoTime() - deadlineNs < 0) {
      return;
    }
    bitten = true;
    closeSocket();
  }

  /** Closes the connection, if it is still open. */
  void closeSocket() {
    Socket guarded = socket;
    socket = null;
    if (guarded != null) {
      // Its streams fail from now on even if this does: that is all that is wanted.
      SafeClose.close(guarded);
    }
  }
}
