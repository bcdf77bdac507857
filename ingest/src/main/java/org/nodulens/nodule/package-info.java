/** Nodules, the readers' opinions of them, and the crops cut around them. */
@NullMarked
package org.nodulens.nodule;

import org.jspecify.annotations.NullMarked;
