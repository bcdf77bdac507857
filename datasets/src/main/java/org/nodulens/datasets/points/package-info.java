/**
 * Nodules of which only a place is known: a table of points, and the scans that they lie in.
 *
 * <p>A scan is a DICOM series, or a MetaImage or NIfTI file; a point is in patient millimetres
 * (LPS) or in voxels.
 */
@NullMarked
package org.nodulens.datasets.points;

import org.jspecify.annotations.NullMarked;
