package org.nodulens.datasets.lungpetctdx;

import org.nodulens.nodule.PixelBox;

/** One object of an annotation file. */
record TumourBox(String className, PixelBox box) {}
