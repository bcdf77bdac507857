/**
 * A CT volume in Hounsfield units and where its voxels lie in the patient.
 *
 * <p>Frames: <em>voxel</em> is zero-based (column, row, slice), the centre of the first voxel being
 * (0, 0, 0); <em>patient</em> is DICOM's LPS (x to the patient's left, y to posterior, z to the
 * head), in millimetres.
 */
@NullMarked
package org.nodulens.ct;

import org.jspecify.annotations.NullMarked;
