/**
 * Crop sets on disk, format {@code nodulens-cropset/1}: a folder of {@code cropset.json}, {@code
 * manifest.csv}, {@code rejected.csv} and the shards {@code crops-00000.npy} (int16 HU) and {@code
 * masks-00000.npy} (uint8, readers whose contour holds the voxel), each (n, D, H, W).
 */
@NullMarked
package org.nodulens.cropset;

import org.jspecify.annotations.NullMarked;
