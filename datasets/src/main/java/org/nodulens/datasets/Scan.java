package org.nodulens.datasets;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.SliceSource;

/** A CT volume that nodules are cut from, whatever it is stored as. No pixel of it is in memory. */
public interface Scan {
  /** Series Instance UID, or the name of a volume that has none; see {@link VolumeNames}. */
  String seriesUid();

  /** Whose scan it is; empty if that is unknown. */
  String patientId();

  /** Of the series' folder or the volume's file, relative to the dataset's root. */
  String path();

  /** Doubts that hold for all of its nodules. */
  List<String> flags();

  /** The same scan, of a patient that something else names. */
  Scan of(String patient, List<String> moreFlags);

  /** What keeps its crops' names from those of another volume under its UID; mostly empty. */
  default String cropPrefix() {
    return "";
  }

  /** What it was made by, as {@code label_scanner} has it; empty if that is unknown. */
  default Optional<String> scanner() {
    return Optional.empty();
  }

  /** SOP Instance UID of a slice, from 0 in the order of the geometry; empty if it has none. */
  String sopUid(int slice);

  /**
   * The voxels, to be let go of with the task that asked for them: a volume file is read whole.
   *
   * @throws IOException for {@link #fault}; reading slices may throw it as well
   */
  SliceSource open() throws IOException;

  /** What the ledger says of an exception that reading this scan has thrown. */
  ScanFault fault(IOException thrown);
}
