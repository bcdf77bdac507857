/**
 * JPEG 2000 part 1 (ITU-T T.800) of one component, decoded by JJ2000. The library reads past the
 * end, prints, and lets a header ask for any amount of memory and time; so a codestream is read
 * here first, held against bounds, and written anew in one plain form: one tile-part a tile, known
 * markers only. The library sees nothing else.
 */
@NullMarked
package org.nodulens.dicom.jpeg2000;

import org.jspecify.annotations.NullMarked;
