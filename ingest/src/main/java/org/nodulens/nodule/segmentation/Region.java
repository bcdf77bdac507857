package org.nodulens.nodule.segmentation;

import java.util.Arrays;

/** Voxels of a grid, each once, and a quick way to tell which. Grows at its end only. */
final class Region {
  private int[] voxels = new int[64];
  private int count;
  private final Membership members;
  private final int mark;

  /** An empty region, which lasts until the next one of the same membership begins. */
  Region(Membership members) {
    this.members = members;
    this.mark = members.next();
  }

  /** One array for many regions, one after another: what was marked before counts no more. */
  static final class Membership {
    private final int[] marks;
    private int current;

    Membership(int voxels) {
      marks = new int[voxels];
    }

    private int next() {
      return ++current;
    }
  }

  void add(int at) {
    if (members.marks[at] != mark) {
      members.marks[at] = mark;
      if (count == voxels.length) {
        voxels = Arrays.copyOf(voxels, 2 * count);
      }
      voxels[count++] = at;
    }
  }

  boolean holds(int at) {
    return members.marks[at] == mark;
  }

  int size() {
    return count;
  }

  int voxel(int number) {
    return voxels[number];
  }

  VoxelList voxels() {
    return new VoxelList(voxels, count);
  }
}
