package org.nodulens.ct;

/** A place between voxel centres: (0, 0, 0) is the centre of the first voxel. */
public record VoxelPoint(double column, double row, double slice) {}
