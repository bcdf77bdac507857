package org.nodulens.imagej;

import org.nodulens.explain.ViewMap;
import org.nodulens.vit.Prediction;

/**
 * What the model says of a nodule in one slice of the stack: of the point there that lies straight
 * above or below the marked one.
 *
 * @param slice of the volume, from 0
 * @param prediction for this slice, which the map explains
 * @param view the map of the model's plane in this slice, raw
 */
record SliceMap(int slice, Prediction prediction, ViewMap view) {}
