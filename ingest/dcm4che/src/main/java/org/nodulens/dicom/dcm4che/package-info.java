/**
 * DIMSE (PS3.7) through dcm4che: asks a PACS what a study holds, fetches it, stores files. Plugged
 * in as a {@link org.nodulens.datasets.archive.PacsClient}; the only package that knows dcm4che.
 */
@NullMarked
package org.nodulens.dicom.dcm4che;

import org.jspecify.annotations.NullMarked;
