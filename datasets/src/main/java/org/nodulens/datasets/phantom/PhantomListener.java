package org.nodulens.datasets.phantom;

/** Hears how the phantom gets on; called by several threads. */
public interface PhantomListener {
  /** A patient's files are written. */
  void finished(String patientId);
}
