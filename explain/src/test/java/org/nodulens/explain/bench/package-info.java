/** What maps cost: see {@code explain/benchmark}. No test; nothing here is run by the build. */
@NullMarked
package org.nodulens.explain.bench;

import org.jspecify.annotations.NullMarked;
