package org.nodulens.dicom.objects;

import org.nodulens.dicom.DicomObject;

/**
 * A segment that a report speaks of.
 *
 * @param seriesUid of the segmentation
 * @param segment its number, from 1
 */
public record SegmentReference(DicomObject segmentation, String seriesUid, int segment) {}
