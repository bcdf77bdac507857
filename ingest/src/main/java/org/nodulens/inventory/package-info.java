/** What CT series a folder holds, without saying whose they are. */
@NullMarked
package org.nodulens.inventory;

import org.jspecify.annotations.NullMarked;
