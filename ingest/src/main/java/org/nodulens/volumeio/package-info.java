/** Volumes and arrays in open formats: NumPy. */
@NullMarked
package org.nodulens.volumeio;

import org.jspecify.annotations.NullMarked;
