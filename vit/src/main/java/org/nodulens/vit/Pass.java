package org.nodulens.vit;

import org.nodulens.ct.VolumeGeometry;

/**
 * One run of a model over one view of a nodule, moved by one shift and turned by one symmetry. A
 * prediction is the mean over passes, and so is a map.
 *
 * @param plane where the view's pixels lie before they are turned
 */
public record Pass(
    View view,
    PatchShift shift,
    Symmetry symmetry,
    VolumeGeometry plane,
    ClassTokenPass classToken) {}
