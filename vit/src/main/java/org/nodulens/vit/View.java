package org.nodulens.vit;

import java.util.Locale;
import org.nodulens.ct.VoxelAxes;

/**
 * A plane through the nodule, as radiologists name it. In every view columns run to the patient's
 * left or to posterior, and rows to posterior or to the feet.
 */
public enum View {
  AXIAL {
    @Override
    VoxelAxes of(VoxelAxes patient) {
      return patient;
    }
  },
  CORONAL {
    @Override
    VoxelAxes of(VoxelAxes patient) {
      return new VoxelAxes(patient.column(), patient.slice().times(-1), patient.row());
    }
  },
  SAGITTAL {
    @Override
    VoxelAxes of(VoxelAxes patient) {
      return new VoxelAxes(
          /* column= */ patient.row(),
          /* row= */ patient.slice().times(-1),
          /* slice= */ patient.column());
    }
  };

  /**
   * This view's axes among a volume's.
   *
   * @param patient the volume's axes, ordered as {@link VoxelAxes#closestToPatient()} gives them
   */
  abstract VoxelAxes of(VoxelAxes patient);

  /** This view's axes among those of any volume: columns, rows, normal. */
  public VoxelAxes axes(VoxelAxes volume) {
    return of(volume.closestToPatient());
  }

  /** The name in files: {@code axial}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
