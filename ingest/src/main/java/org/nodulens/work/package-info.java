/**
 * Work that is cut into independent pieces, wherever they are done: here, or in the processes of a
 * cluster, which {@link org.nodulens.work.Workplace} finds.
 */
package org.nodulens.work;
