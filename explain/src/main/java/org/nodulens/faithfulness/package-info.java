/**
 * How far importance maps can be trusted: whether what they mark moves the score (correctness), how
 * much of a map is empty, whether maps of different outputs differ, whether they lie where readers
 * drew the nodule, and whether they follow the network's weights. Shapes as in {@code
 * org.nodulens.vit}.
 *
 * <p>Every score is defined for every map: a constant map ranks nothing, so it correlates with
 * nothing (0), and where a place is asked for it counts as even.
 */
@NullMarked
package org.nodulens.faithfulness;

import org.jspecify.annotations.NullMarked;
