/**
 * JPEG-LS (ITU-T T.87, ISO/IEC 14495-1), lossless and near-lossless, of one component: the decoder.
 * The names of annex A are kept where the standard gives no better one: A, B, C and N of a context,
 * k of a Golomb code, J of a run.
 */
@NullMarked
package org.nodulens.dicom.jpegls;

import org.jspecify.annotations.NullMarked;
