/** Datasets of lung nodules: where they lie and what every reader said about them. */
@NullMarked
package org.nodulens.datasets;

import org.jspecify.annotations.NullMarked;
