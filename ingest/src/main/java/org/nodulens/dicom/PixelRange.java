package org.nodulens.dicom;

/** Where a file's Pixel Data (7FE0,0010) lies: its value's first byte, and how many there are. */
record PixelRange(long offset, long length) {}
