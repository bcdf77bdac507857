package org.nodulens.training;

/** Options, each fine by itself, do not go together, or not with what training starts from. */
public final class UnfitOptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnfitOptionsException(String message) {
    super(message);
  }
}
