/**
 * What is found in a CT series as DICOM objects of the same study: pictures, maps, masks, a
 * structured report, a document, a presentation state. Each is made from plain values; the same
 * values make the same bytes under the same identifiers.
 */
@NullMarked
package org.nodulens.dicom.objects;

import org.jspecify.annotations.NullMarked;
