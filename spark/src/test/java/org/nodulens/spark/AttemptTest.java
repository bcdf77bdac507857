package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A piece tried by a process that does not see the driver's disk. */
class AttemptTest {
  @TempDir private Path disk;

  @Test
  void a_process_that_does_not_see_the_output_says_where_it_must_lie() {
    Path elsewhere = disk.resolve("another machine's").resolve("work");
    assertThatThrownBy(() -> new Attempt(elsewhere.resolve("plan-1")).run(new PlanEntry(0, 0, 16)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not see " + elsewhere)
        .hasMessageContaining("name an output on a disk that all machines share, or a URI");
    // The folder is there, from an earlier run of this machine's own, but not the plan.
    assertThatThrownBy(() -> new Attempt(disk.resolve("plan-1")).run(new PlanEntry(0, 0, 16)))
        .hasMessageContaining("does not see " + disk);
  }
}
