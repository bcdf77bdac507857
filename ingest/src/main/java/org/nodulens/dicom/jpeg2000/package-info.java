/**
 * JPEG 2000 (ITU-T T.800). The header is read and bounded here; the wavelets are left to the JJ2000
 * decoder of jai-imageio.
 */
@NullMarked
package org.nodulens.dicom.jpeg2000;

import org.jspecify.annotations.NullMarked;
