package org.nodulens.cropset;

/** How many inputs of a level there were and what became of them; in = kept + rejected. */
public record RejectCounts(long in, long kept, long rejected) {
  public RejectCounts {
    if (in != kept + rejected) {
      throw new IllegalStateException(
          in + " in, but " + kept + " kept and " + rejected + " rejected: some went astray");
    }
  }
}
