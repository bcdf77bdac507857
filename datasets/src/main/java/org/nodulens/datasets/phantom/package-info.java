/**
 * A chest phantom: CT studies that nobody was scanned for, with nodules whose truth is known and
 * readers who disagree about them, laid out as LIDC-IDRI is. All is drawn from a seed.
 *
 * <p>Frames: <em>patient</em> is DICOM's LPS in mm, z = 0 at the carina; <em>canonical</em> is the
 * patient of average build, into which {@link org.nodulens.datasets.phantom.Physique} scales.
 * Distances to a surface are negative inside.
 */
@NullMarked
package org.nodulens.datasets.phantom;

import org.jspecify.annotations.NullMarked;
