/**
 * Lung-PET-CT-Dx (Li et al. 2020, TCIA, doi:10.7937/TCIA.2020.NNC2-0461): CT series with tumour
 * boxes in Pascal VOC files named by SOP Instance UID.
 */
@NullMarked
package org.nodulens.datasets.lungpetctdx;

import org.jspecify.annotations.NullMarked;
