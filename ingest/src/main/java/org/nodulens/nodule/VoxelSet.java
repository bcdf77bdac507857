package org.nodulens.nodule;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
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

  /** The numbers of the slices that hold a voxel, in ascending order. A copy. */
  public List<Integer> slices() {
    return List.copyOf(slices.keySet());
  }

  /** The pixels of a slice, at {@code row * columns + column}. A copy. */
  public BitSet pixels(int slice) {
    return (BitSet) slices.getOrDefault(slice, new BitSet()).clone();
  }

  /**
   * Hands over its separate bodies: voxels that touch by a face, an edge or a corner (26
   * neighbours) are of one body. In order of their first voxels: by slice, row and column.
   *
   * @param sliceReach how many slices away a neighbour may be: 1, or more where slices between were
   *     left out
   */
  public void forEachBody(int sliceReach, Consumer<MaskOutline> taker) {
    if (sliceReach < 1) {
      throw new IllegalArgumentException("a neighbour is 1 slice away or more, got " + sliceReach);
    }
    Map<Integer, BitSet> left = new HashMap<>();
    slices.forEach((slice, pixels) -> left.put(slice, (BitSet) pixels.clone()));
    BodyFill fill = new BodyFill(size, left, sliceReach);
    for (int slice : slices.keySet()) {
      BitSet pixels = left.getOrDefault(slice, new BitSet());
      for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
        taker.accept(fill.takeFrom(slice, i));
      }
    }
  }
}
