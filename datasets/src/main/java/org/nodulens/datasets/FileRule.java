package org.nodulens.datasets;

import java.nio.file.Path;
import java.util.Optional;

/** Which files of a folder a dataset knows not to be scans. */
@FunctionalInterface
public interface FileRule {
  /** Every file may be part of a scan. */
  FileRule NONE = file -> Optional.empty();

  /** Why a file is not looked into; empty if it is. */
  Optional<ScanFault> refusal(Path file);
}
