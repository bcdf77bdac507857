/**
 * Training: patients split into folds, labels made from readings, heads and whole networks moved by
 * AdamW. Shapes: n crops, B batch, D width, C outputs.
 */
@NullMarked
package org.nodulens.training;

import org.jspecify.annotations.NullMarked;
