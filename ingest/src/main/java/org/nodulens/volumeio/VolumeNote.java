package org.nodulens.volumeio;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a volume beside its voxels and their place.
 *
 * @param seriesUid of the DICOM series that it was read from
 * @param flags doubts about it
 * @param createdBy the program that writes it
 */
public record VolumeNote(Optional<String> seriesUid, List<String> flags, String createdBy) {
  public VolumeNote {
    flags = List.copyOf(flags);
  }
}
