package org.nodulens.vit;

/** No engine runs here with the settings that were asked for; the message says of each why. */
public final class NoEngineException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public NoEngineException(String message) {
    super(message);
  }
}
