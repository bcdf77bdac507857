/**
 * LUNA16 (Setio et al. 2017, doi:10.1016/j.media.2017.06.015): LIDC-IDRI's thinner scans as
 * MetaImages, with the nodules that at least three of four readers marked, and candidates that
 * detectors proposed.
 */
@NullMarked
package org.nodulens.datasets.luna16;

import org.jspecify.annotations.NullMarked;
