package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.evaluation.PatientGroup;
import picocli.CommandLine.Option;

/** {@code --subgroup}: patients who get figures of their own. */
final class SubgroupOptions {
  @Option(
      names = "--subgroup",
      paramLabel = "NAME=FILE",
      description = {
        "Patients (column patient_id of a CSV) whose nodules get figures of their own, and all others"
            + " too. May be repeated."
      })
  private Map<String, Path> subgroups = new LinkedHashMap<>();

  /**
   * Reads the lists.
   *
   * @throws UsageException if a name is none
   */
  List<PatientGroup> read() throws IOException {
    List<PatientGroup> groups = new ArrayList<>();
    for (Map.Entry<String, Path> group : subgroups.entrySet()) {
      try {
        groups.add(PatientGroup.read(group.getKey(), group.getValue()));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--subgroup: " + e.getMessage());
      }
    }
    return groups;
  }
}
