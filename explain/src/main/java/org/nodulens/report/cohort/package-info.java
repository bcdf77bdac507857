/**
 * The report on a cohort: what evaluation and benchmark found on a crop set, as a paper's reader
 * expects it, from results that exist already. Nothing is scored here.
 */
@NullMarked
package org.nodulens.report.cohort;

import org.jspecify.annotations.NullMarked;
