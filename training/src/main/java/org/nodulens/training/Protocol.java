package org.nodulens.training;

import java.util.Locale;

/** How crops are dealt out to folds. */
public enum Protocol {
  /** All crops of a patient in one fold. */
  PATIENTS,
  /**
   * Nodule by nodule, as published for LIDC-IDRI (arXiv:2312.02364's code): a patient's nodules are
   * trained on and tested at once, so figures are too good by an unknown amount.
   */
  PAPER;

  /**
   * Reads {@code patients} or {@code paper}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Protocol of(String text) {
    for (Protocol protocol : values()) {
      if (protocol.id().equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException("protocol must be patients or paper, got " + text);
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
