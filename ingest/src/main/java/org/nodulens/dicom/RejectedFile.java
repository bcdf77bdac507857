package org.nodulens.dicom;

/**
 * A file or folder that is part of no series.
 *
 * @param path relative to the root that was scanned, with {@code /}
 */
public record RejectedFile(String path, String seriesUid, String code, String detail) {}
