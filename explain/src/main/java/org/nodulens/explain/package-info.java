/**
 * Importance maps: which parts of the image a prediction rests on. Maps are raw and signed, on the
 * grid that the method works on; clipping, upsampling and colour belong to {@code
 * org.nodulens.overlay}. Shapes as in {@code org.nodulens.vit}.
 */
@NullMarked
package org.nodulens.explain;

import org.jspecify.annotations.NullMarked;
