/**
 * Vision Transformers for nodules: configuration, weights, input sampling, the last block in plain
 * Java, and the classifier that puts them together. Knows no engine: the blocks before the last run
 * in a {@link org.nodulens.vit.TrunkEngine} found by {@link java.util.ServiceLoader}.
 *
 * <p>Shapes: B batch, T tokens = 1 + R + P (class, registers, patches), D width, H heads, d = D /
 * H, C outputs. Arrays are in C order.
 */
@NullMarked
package org.nodulens.vit;

import org.jspecify.annotations.NullMarked;
