/** Signed, class-specific importance maps of a prediction. */
package org.nodulens.explain;
