package org.nodulens.vit;

/**
 * A pass with what went into it, for those who explain it.
 *
 * @param pixels (channels, rows, columns), normalised and turned: read only
 * @param blockInput x, what they became at the last block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TracedPass(Pass pass, float[] pixels, BlockInput blockInput) {}
