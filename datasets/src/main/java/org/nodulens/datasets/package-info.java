/** Datasets of lung nodules: where they lie and what every reader said about them. */
package org.nodulens.datasets;
