/**
 * LIDC-IDRI nodules as ready-made crops of one slice: {@code crops.npy}, {@code nodules.csv} and
 * {@code contours.csv} (Armato et al. 2011, doi:10.1118/1.3528204).
 */
@NullMarked
package org.nodulens.datasets.lidccrops;

import org.jspecify.annotations.NullMarked;
