/**
 * LIDC-IDRI (Armato et al. 2011, doi:10.1118/1.3528204): CT series read by up to four radiologists
 * each, their marks in XML. A mark is what one reader said of one place; the marks of several
 * readers that touch are one nodule.
 */
@NullMarked
package org.nodulens.datasets.lidc;

import org.jspecify.annotations.NullMarked;
