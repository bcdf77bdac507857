package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.spark.files.SharedPaths;

/** Results of a piece that is done twice at the same time. */
class PartsTest {
  @TempDir private Path disk;

  @ParameterizedTest
  @ValueSource(strings = {"", "file://"})
  void two_results_of_a_piece_are_one(String scheme) throws Exception {
    Parts parts = new Parts(SharedPaths.of(scheme + disk));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> commits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int piece = i / 4;
      Callable<Boolean> commit =
          () -> {
            parts.commit(piece, "result " + piece);
            return parts.read(piece).equals("result " + piece);
          };
      commits.add(threads.submit(commit));
    }
    for (Future<Boolean> commit : commits) {
      assertThat(commit.get()).isTrue();
    }
    threads.shutdown();
    try (Stream<Path> files = Files.list(disk)) {
      assertThat(files.filter(file -> !file.toString().endsWith(".crc"))).hasSize(10);
    }
  }
}
