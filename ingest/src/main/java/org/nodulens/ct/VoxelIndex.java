package org.nodulens.ct;

/** One voxel, zero-based. */
public record VoxelIndex(int column, int row, int slice) {}
