package org.nodulens.nodule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/** Some of a volume's voxels, to be added to; memory goes with the slices that hold any. */
public final class VoxelSet {
  private final GridSize size;
  private final TreeMap<Integer, BitSet> slices = new TreeMap<>();

  public VoxelSet(GridSize size) {
    this.size = size;
  }

  /** Of the volume. */
  public GridSize size() {
    return size;
  }

  /**
   * Adds a voxel.
   *
   * @throws IndexOutOfBoundsException if it is outside the volume
   */
  public void add(VoxelIndex voxel) {
    if (!size.contains(voxel)) {
      throw new IndexOutOfBoundsException(voxel + " is not in " + size);
    }
    slices
        .computeIfAbsent(voxel.slice(), slice -> new BitSet())
        .set(voxel.row() * size.columns() + voxel.column());
  }

  /** Adds pixels of one slice, at {@code row * columns + column}. */
  public void add(int slice, BitSet pixels) {
    if (slice < 0 || slice >= size.slices() || pixels.length() > size.pixelsPerSlice()) {
      throw new IndexOutOfBoundsException("slice " + slice + " with such pixels is not in " + size);
    }
    if (!pixels.isEmpty()) {
      slices.computeIfAbsent(slice, s -> new BitSet()).or(pixels);
    }
  }

  public boolean isEmpty() {
    return slices.isEmpty();
  }

  public long count() {
    return slices.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** How many voxels both hold. */
  public long countInBoth(VoxelSet other) {
    long count = 0;
    for (Map.Entry<Integer, BitSet> slice : slices.entrySet()) {
      BitSet theirs = other.slices.get(slice.getKey());
      if (theirs != null) {
        BitSet both = (BitSet) slice.getValue().clone();
        both.and(theirs);
        count += both.cardinality();
      }
    }
    return count;
  }

  /** The numbers of the slices that hold a voxel, in ascending order. A copy. */
  public List<Integer> slices() {
    return List.copyOf(slices.keySet());
  }

  /** The pixels of a slice, at {@code row * columns + column}. A copy. */
  public BitSet pixels(int slice) {
    return (BitSet) slices.getOrDefault(slice, new BitSet()).clone();
  }

  /** The smallest box around all voxels; empty if there is none. */
  public Optional<VoxelBox> bounds() {
    return slices.entrySet().stream()
        .map(slice -> bounds(slice.getKey(), slice.getValue()))
        .reduce(VoxelBox::union);
  }

  private VoxelBox bounds(int slice, BitSet pixels) {
    int columns = size.columns();
    int left = columns;
    int right = 0;
    for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
      left = Math.min(left, i % columns);
      right = Math.max(right, i % columns);
    }
    int top = pixels.nextSetBit(0) / columns;
    int bottom = (pixels.length() - 1) / columns;
    return new VoxelBox(new VoxelIndex(left, top, slice), new VoxelIndex(right, bottom, slice));
  }

  /**
   * Its separate bodies: voxels that touch by a face, an edge or a corner (26 neighbours) are of one
   * body. In order of their first voxels: by slice, row and column.
   *
   * @param sliceReach how many slices away a neighbour may be: 1, or more where slices between were
   *     left out
   */
  public List<VoxelSet> bodies(int sliceReach) {
    if (sliceReach < 1) {
      throw new IllegalArgumentException("a neighbour is 1 slice away or more, got " + sliceReach);
    }
    TreeMap<Integer, BitSet> left = new TreeMap<>();
    slices.forEach((slice, pixels) -> left.put(slice, (BitSet) pixels.clone()));
    List<VoxelSet> bodies = new ArrayList<>();
    for (Map.Entry<Integer, BitSet> slice : left.entrySet()) {
      BitSet pixels = slice.getValue();
      for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(0)) {
        bodies.add(new BodyFill(size, left, sliceReach).takeFrom(slice.getKey(), i));
      }
    }
    return bodies;
  }
}
