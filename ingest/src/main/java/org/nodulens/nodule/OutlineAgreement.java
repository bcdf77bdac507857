package org.nodulens.nodule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.VoxelIndex;

/** How far readers' outlines of one nodule agree. */
public final class OutlineAgreement {
  private OutlineAgreement() {}

  /**
   * The mean Dice coefficient over all pairs of outlines: twice what both hold, over what each
   * holds (Dice 1945, doi:10.2307/1932409); 0 for a pair that shares nothing. Outlines without a
   * voxel take no part. Empty for fewer than two.
   */
  public static OptionalDouble meanPairwiseDice(List<? extends Outline> outlines) {
    List<? extends Outline> held = outlines.stream().filter(o -> o.bounds().isPresent()).toList();
    Optional<VoxelBox> box =
        held.stream().flatMap(o -> o.bounds().stream()).reduce(VoxelBox::union);
    if (held.size() < 2 || box.isEmpty()) {
      return OptionalDouble.empty();
    }
    PairCounts counts = new PairCounts(held.size());
    boolean[] holds = new boolean[held.size()];
    VoxelIndex first = box.get().first();
    VoxelIndex last = box.get().last();
    for (int slice = first.slice(); slice <= last.slice(); slice++) {
      for (int row = first.row(); row <= last.row(); row++) {
        for (int column = first.column(); column <= last.column(); column++) {
          VoxelIndex voxel = new VoxelIndex(column, row, slice);
          for (int n = 0; n < holds.length; n++) {
            holds[n] = held.get(n).holds(voxel);
          }
          counts.add(holds);
        }
      }
    }
    return counts.meanDice();
  }

  /**
   * The same for masks as arrays of one shape.
   *
   * @param masks at each voxel whether the reader's outline holds it
   */
  public static OptionalDouble meanPairwiseDiceOfMasks(List<boolean[]> masks) {
    PairCounts counts = new PairCounts(masks.size());
    boolean[] holds = new boolean[masks.size()];
    int voxels = masks.isEmpty() ? 0 : masks.get(0).length;
    for (int at = 0; at < voxels; at++) {
      for (int n = 0; n < holds.length; n++) {
        holds[n] = masks.get(n)[at];
      }
      counts.add(holds);
    }
    return counts.meanDice();
  }

  /** Voxels that each outline holds, and those that two hold. */
  private static final class PairCounts {
    private final long[][] both;

    PairCounts(int outlines) {
      both = new long[outlines][outlines];
    }

    void add(boolean[] holds) {
      for (int a = 0; a < holds.length; a++) {
        for (int b = a; holds[a] && b < holds.length; b++) {
          both[a][b] += holds[b] ? 1 : 0;
        }
      }
    }

    OptionalDouble meanDice() {
      double sum = 0;
      int pairs = 0;
      for (int a = 0; a < both.length; a++) {
        for (int b = a + 1; b < both.length; b++) {
          if (both[a][a] > 0 && both[b][b] > 0) {
            sum += 2.0 * both[a][b] / (both[a][a] + both[b][b]);
            pairs++;
          }
        }
      }
      return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / pairs);
    }
  }
}
