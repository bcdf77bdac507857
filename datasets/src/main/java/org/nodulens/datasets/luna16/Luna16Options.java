package org.nodulens.datasets.luna16;

import java.nio.file.Path;
import java.util.Optional;
import org.nodulens.dicom.TiltHandling;

/**
 * What is taken of LUNA16.
 *
 * @param candidates whether the candidates are nodules too; there are 750,000 of them
 * @param patients a table of the series' patients; without it each series counts as a patient
 * @param tilt what is done with scans of a tilted gantry
 */
public record Luna16Options(boolean candidates, Optional<Path> patients, TiltHandling tilt) {
  public static final Luna16Options DEFAULT =
      new Luna16Options(false, Optional.empty(), TiltHandling.REFUSE);

  public Luna16Options with(TiltHandling handling) {
    return new Luna16Options(candidates, patients, handling);
  }

  public Luna16Options withCandidates() {
    return new Luna16Options(true, patients, tilt);
  }

  public Luna16Options withPatients(Path table) {
    return new Luna16Options(candidates, Optional.of(table), tilt);
  }
}
