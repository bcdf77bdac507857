/** Volumes, arrays and tables in open formats: MetaImage, NIfTI, NumPy and CSV. */
@NullMarked
package org.nodulens.volumeio;

import org.jspecify.annotations.NullMarked;
