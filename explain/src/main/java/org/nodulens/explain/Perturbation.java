package org.nodulens.explain;

import org.nodulens.vit.TokenColumns;

/** A way to vary what enters the last block. */
interface Perturbation {
  /** How many variants there are. */
  int samples();

  /** The variants of one input. */
  Variants of(TokenColumns x);

  /** The variants of one input, each written once; safe for use by several threads. */
  interface Variants {
    /**
     * Writes one variant.
     *
     * @param sample from 0
     * @param into (D, T)
     */
    void write(int sample, float[][] into);
  }
}
