/** Line charts as SVG in one style. It draws what it is given and knows nothing of its meaning. */
@NullMarked
package org.nodulens.evaluation.chart;

import org.jspecify.annotations.NullMarked;
