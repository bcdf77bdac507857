/**
 * The DICOM core: reads files (PS3.10), finds and orders CT series, turns stored pixels into HU;
 * writes CT series. The only package that parses and writes DICOM bytes. Of a header only the
 * attributes of {@link org.nodulens.dicom.Tag} are held: a patient's name is never read, only
 * copied as bytes into what {@link org.nodulens.dicom.objects} makes for the same study.
 */
@NullMarked
package org.nodulens.dicom;

import org.jspecify.annotations.NullMarked;
