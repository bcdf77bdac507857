/**
 * How good predictions are, in figures with intervals. Plain Java; nothing here knows how a model
 * was trained.
 */
@NullMarked
package org.nodulens.evaluation;

import org.jspecify.annotations.NullMarked;
