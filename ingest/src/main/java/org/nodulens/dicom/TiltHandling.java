package org.nodulens.dicom;

/** What is done with a series whose slices a tilted gantry has shifted sideways. */
public enum TiltHandling {
  /** It is rejected as {@code gantry-tilt}. */
  REFUSE,
  /** It is kept; its geometry slants, and {@link CtSeriesReader#upright} straightens it. */
  RESAMPLE
}
