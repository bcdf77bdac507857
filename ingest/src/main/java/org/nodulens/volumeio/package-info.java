/** Arrays and tables in open formats: NumPy and CSV. */
@NullMarked
package org.nodulens.volumeio;

import org.jspecify.annotations.NullMarked;
