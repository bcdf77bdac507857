/**
 * RT Structure Sets (PS3.3 A.19) as annotations: NSCLC-Radiomics (Aerts et al. 2014) and its like.
 */
@NullMarked
package org.nodulens.datasets.rtstruct;

import org.jspecify.annotations.NullMarked;
