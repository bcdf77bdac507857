/**
 * Menu commands for ImageJ: from an open CT stack and a selection to a prediction and its map, over
 * the stack. Everything but the talk with ImageJ is elsewhere.
 */
@NullMarked
package org.nodulens.imagej;

import org.jspecify.annotations.NullMarked;
