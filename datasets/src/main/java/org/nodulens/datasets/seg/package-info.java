/** DICOM Segmentations (PS3.3 A.51) as annotations. */
@NullMarked
package org.nodulens.datasets.seg;

import org.jspecify.annotations.NullMarked;
