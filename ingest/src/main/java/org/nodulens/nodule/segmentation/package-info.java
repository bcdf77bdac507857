/**
 * A mask for a nodule of which only a point or a box is known, and what is measured on a mask.
 *
 * <p>Words: the neighbourhood is the part of the scan that is looked at; soft is a voxel at or
 * above the threshold; a candidate is a region that could be the nodule.
 */
@NullMarked
package org.nodulens.nodule.segmentation;

import org.jspecify.annotations.NullMarked;
