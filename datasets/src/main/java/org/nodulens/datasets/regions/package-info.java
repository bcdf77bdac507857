/**
 * What datasets have in common whose nodules are regions with a name, drawn on a CT series in DICOM
 * objects of their own. Object: a file that holds regions; region: what has one name in it; body: a
 * part of a region that touches no other.
 */
@NullMarked
package org.nodulens.datasets.regions;

import org.jspecify.annotations.NullMarked;
