/** What maps cost; started by {@code explain/benchmark/run}, no tests. */
package org.nodulens.explain.bench;
