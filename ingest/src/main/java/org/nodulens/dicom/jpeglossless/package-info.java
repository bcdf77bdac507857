/**
 * JPEG lossless, process 14: sequential, Huffman-coded, one component, 2 to 16 bits (ITU-T T.81
 * annex H). Terms are the standard's: difference, selection value, point transform, restart
 * interval; R is the sample, Ra the one to its left, Rb the one above, Rc the one above Ra.
 */
@NullMarked
package org.nodulens.dicom.jpeglossless;

import org.jspecify.annotations.NullMarked;
