/** What this machine can run, and how to mend what it cannot: {@code nodulens doctor}. */
@NullMarked
package org.nodulens.doctor;

import org.jspecify.annotations.NullMarked;
