/** Speed on the machine at hand: what is measured against what, in one run. */
@NullMarked
package org.nodulens.bench;

import org.jspecify.annotations.NullMarked;
