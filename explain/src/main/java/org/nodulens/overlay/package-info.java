/**
 * Importance maps as pictures. What is clipped, upsampled and coloured here is for the eye alone;
 * what is stored stays raw.
 */
@NullMarked
package org.nodulens.overlay;

import org.jspecify.annotations.NullMarked;
