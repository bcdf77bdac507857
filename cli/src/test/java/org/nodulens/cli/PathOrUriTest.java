package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathOrUriTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"crops", "/data/crops", "C:/data", "a/b:c", "."})
  void a_path_is_a_path(String text) {
    assertThat(new PathOrUri().convert(text)).isEqualTo(Path.of(text));
  }

  @Test
  void a_file_uri_is_the_path_that_it_names() {
    assertThat(new PathOrUri().convert(folder.toUri().toString())).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3a", "hdfs", "gs"})
  void uris_of_a_cluster_are_refused_by_name_where_there_is_none(String scheme) {
    String root = scheme + "://bucket/data";
    Run run =
        Run.of(
            "ingest",
            "--dataset",
            "lidc-idri",
            "--root",
            root,
            "--out",
            folder.resolve("out").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "nodulens: Invalid value for option '--root': '"
                + root
                + "': "
                + scheme
                + ": URIs are read and written with --spark alone; here, name a path of this"
                + " machine (see nodulens ingest --help)\n");
    assertThat(folder).isEmptyDirectory();
  }
}
