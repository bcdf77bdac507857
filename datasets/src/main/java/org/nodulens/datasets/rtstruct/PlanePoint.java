package org.nodulens.datasets.rtstruct;

/** A place in the plane of a slice: whole numbers are pixel centres. */
record PlanePoint(double column, double row) {}
