package org.nodulens.dicom;

/** What becomes one file. The data set needs no SOP UIDs of its own: the writer puts them in. */
record DicomObject(String sopClassUid, String sopInstanceUid, DicomDataSet dataSet) {}
