/**
 * Pieces of work done by Apache Spark: planned to a file, run one a task, each result committed by
 * a rename and handed over in the plan's order.
 */
package org.nodulens.spark;
