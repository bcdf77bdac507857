package org.nodulens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The bash launcher in a small house of its own, with a Java and a Maven that only note calls. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit; fi
      for word; do echo "[$word]"; done
      """;
  private static final String FAKE_MAVEN =
      """
      #!/bin/sh
      echo call >>"$CALLS"
      if [ -e broken ]; then echo '[ERROR] View.java:[45,1] reached end of file'; exit 1; fi
      sleep 0.3
      mkdir -p cli/target/launcher
      echo jar >cli/target/launcher/nodulens-cli-0.1.0-SNAPSHOT.jar
      echo "$PWD/library.jar" >cli/target/launcher/class-path
      if [ -d spark ]; then
        mkdir -p spark/target/launcher
        echo jar >spark/target/launcher/nodulens-spark-0.1.0-SNAPSHOT.jar
        echo "$PWD/library.jar" >spark/target/launcher/class-path
        echo "$PWD/apache-spark.jar" >spark/target/launcher/spark-class-path
      fi
      case "$*" in *-Plauncher,dcm4che*)
        mkdir -p ingest/dcm4che/target/launcher
        echo jar >ingest/dcm4che/target/launcher/nodulens-dcm4che-0.1.0-SNAPSHOT.jar
        echo "$PWD/dimse.jar" >ingest/dcm4che/target/launcher/class-path
      esac
      """;

  @TempDir Path folder;
  private Path house;
  private Path bin;
  private Path calls;
  private @Nullable String profiles;

  /** An exit status with standard output and standard error. */
  private record Result(int status, String out, String err) {}

  @BeforeEach
  void buildTheHouse() throws IOException {
    house = Files.createDirectory(folder.resolve("a house"));
    bin = Files.createDirectory(folder.resolve("bin"));
    calls = folder.resolve("calls");
    Path real = Path.of(System.getProperty("nodulens.root", "..")).resolve("nodulens");
    script(house.resolve("nodulens"), Files.readString(real));
    script(bin.resolve("java"), FAKE_JAVA);
    script(bin.resolve("mvn"), FAKE_MAVEN);
    for (String file : List.of("pom.xml", "library.jar", "cli/pom.xml", "cli/src/main/Main.java")) {
      Files.createDirectories(house.resolve(file).getParent());
      Files.writeString(house.resolve(file), "");
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Path launcher, String... args) throws IOException {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(List.of(args));
    var builder = new ProcessBuilder(words).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_HOME");
    environment.remove("NODULENS_OPTS");
    environment.remove("NODULENS_PROFILES");
    if (profiles != null) {
      environment.put("NODULENS_PROFILES", profiles);
    }
    environment.put("CALLS", calls.toString());
    environment.put("PATH", bin + ":/usr/bin:/bin");
    return builder.start();
  }

  private static Result finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }

  private Result nodulens(String... args) throws Exception {
    return finish(start(house.resolve("nodulens"), args));
  }

  private int builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
  }

  @Test
  void the_first_run_builds_and_says_so_the_second_does_neither() throws Exception {
    Result first = nodulens("--version");
    assertThat(first.status()).isEqualTo(0);
    assertThat(first.err()).startsWith("nodulens: building (first run");
    assertThat(nodulens("--version").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void arguments_and_options_arrive_as_they_were_given() throws Exception {
    Result run = nodulens("predict", "--out", "two words", "");
    assertThat(run.out())
        .contains("[-Dai.djl.offline=true]\n")
        .contains("[-Djava.awt.headless=true]\n")
        .doesNotContain("--enable-native-access")
        .endsWith("[org.nodulens.cli.Main]\n[predict]\n[--out]\n[two words]\n[]\n");
    assertThat(run.out())
        .contains(house.toRealPath() + "/target/launcher/lib/cli.jar:")
        .contains(":" + house.toRealPath() + "/library.jar]");
  }

  /** A Java that keeps classes, as far as the launcher can tell. */
  private static final String KEEPING_JAVA =
      FAKE_JAVA
          + """
          for word; do
            case "$word" in -XX:ArchiveClassesAtExit=*) echo kept >"${word#*=}" ;; esac
          done
          """;

  @Test
  void classes_kept_from_a_rehearsal_after_the_build_are_used_by_every_run() throws Exception {
    script(bin.resolve("java"), KEEPING_JAVA);
    String kept = "[-XX:SharedArchiveFile=" + house.toRealPath() + "/target/launcher/classes.jsa]";
    Result first = nodulens("predict");
    assertThat(first.out()).contains(kept).contains("[-Xlog:cds*=off]").endsWith("[predict]\n");
    assertThat(first.out()).doesNotContain("Rehearsal").doesNotContain("ArchiveClassesAtExit");
    assertThat(Files.readString(log())).contains("[org.nodulens.cli.Rehearsal]");
    assertThat(nodulens("predict").out()).isEqualTo(first.out());
    script(bin.resolve("java"), FAKE_JAVA);
    touch(house.resolve("cli/src/main/Main.java"));
    assertThat(nodulens("predict").out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void a_rehearsal_that_fails_is_done_without() throws Exception {
    script(bin.resolve("java"), KEEPING_JAVA.replace("kept >\"${word#*=}\"", "no; exit 1"));
    Result run = nodulens("predict");
    assertThat(run.status()).isZero();
    assertThat(run.err()).startsWith("nodulens: building (first run").hasLineCount(1);
    assertThat(run.out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void a_newer_source_is_a_reason_to_build() throws Exception {
    nodulens();
    touch(house.resolve("cli/src/main/Main.java"));
    assertThat(nodulens().err()).isEqualTo("nodulens: building what has changed ...\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_deleted_source_is_a_reason_to_build() throws Exception {
    nodulens();
    Files.delete(house.resolve("cli/src/main/Main.java"));
    nodulens();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_missing_library_is_a_reason_to_build() throws Exception {
    nodulens();
    Files.delete(house.resolve("library.jar"));
    nodulens();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void an_optional_module_is_built_once_asked_for_and_stays_until_it_is_sent_away()
      throws Exception {
    for (String file : List.of("ingest/dcm4che/pom.xml", "dimse.jar")) {
      Files.createDirectories(house.resolve(file).getParent());
      Files.writeString(house.resolve(file), "");
    }
    assertThat(nodulens().out()).doesNotContain("dcm4che").doesNotContain("dimse");
    profiles = "dcm4che";
    assertThat(nodulens().err()).isEqualTo("nodulens: building what has changed ...\n");
    profiles = null;
    Result later = nodulens();
    assertThat(later.err()).isEmpty();
    assertThat(later.out())
        .contains(house.toRealPath() + "/target/launcher/lib/dcm4che.jar:")
        .contains(":" + house.toRealPath() + "/dimse.jar]");
    touch(house.resolve("ingest/dcm4che/pom.xml"));
    assertThat(nodulens().err()).isEqualTo("nodulens: building what has changed ...\n");
    profiles = "";
    assertThat(nodulens().out()).doesNotContain("dcm4che").doesNotContain("dimse");
    assertThat(builds()).isEqualTo(4);
  }

  @Test
  void spark_is_on_the_class_path_of_commands_that_ask_for_it() throws Exception {
    Files.createDirectory(house.resolve("spark"));
    Files.writeString(house.resolve("spark/pom.xml"), "");
    String real = house.toRealPath().toString();
    assertThat(nodulens("ingest").out()).doesNotContain("spark");
    assertThat(nodulens("ingest", "--spark", "local[2]").out())
        .contains("/lib/spark.jar:" + real + "/target/launcher/lib/cli.jar:")
        .contains(real + "/library.jar:" + real + "/apache-spark.jar]")
        .contains("[-Dnodulens.spark.jars=" + real + "/target/launcher/lib/spark.jar,")
        .endsWith("[org.nodulens.cli.Main]\n[ingest]\n[--spark]\n[local[2]]\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void executors_of_their_own_on_this_machine_find_an_installation() throws Exception {
    Path installation = house.resolve("target/launcher/spark-home");
    nodulens("ingest", "--spark", "local[2]");
    assertThat(installation).doesNotExist();
    Result run = nodulens("ingest", "--spark", "local-cluster[2,1,1024]");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(installation.resolve("jars")).isEmptyDirectory();
    assertThat(installation.resolve("RELEASE")).isEmptyFile();
  }

  @Test
  void a_link_leads_to_the_house() throws Exception {
    Path link = Files.createSymbolicLink(bin.resolve("nl"), house.resolve("nodulens"));
    assertThat(finish(start(link)).status()).isEqualTo(0);
    assertThat(house.resolve("target/launcher/lib/cli.jar")).exists();
  }

  @Test
  void two_at_once_build_once() throws Exception {
    Process one = start(house.resolve("nodulens"));
    Process two = start(house.resolve("nodulens"));
    assertThat(finish(one).status()).isEqualTo(0);
    assertThat(finish(two).status()).isEqualTo(0);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_failed_build_shows_the_error_and_where_the_log_is_and_is_tried_again() throws Exception {
    Files.writeString(house.resolve("broken"), "");
    Result run = nodulens();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("[ERROR] View.java:[45,1] reached end of file\n")
        .endsWith("build failed; all of it is in " + log() + "\n");
    Files.delete(house.resolve("broken"));
    assertThat(nodulens().status()).isEqualTo(0);
  }

  private Path log() throws IOException {
    return house.toRealPath().resolve("target/launcher/build.log");
  }

  @Test
  void an_old_java_is_refused() throws Exception {
    script(bin.resolve("java"), FAKE_JAVA.replace("17.0.15", "11.0.2"));
    assertThat(nodulens())
        .isEqualTo(
            new Result(
                1,
                "",
                "nodulens: needs Java 17 or newer, but %s is version 11; set JAVA_HOME or the PATH\n"
                    .formatted(bin.resolve("java"))));
    assertThat(builds()).isEqualTo(0);
  }

  @Test
  void a_new_java_is_told_that_native_access_is_meant() throws Exception {
    script(bin.resolve("java"), FAKE_JAVA.replace("17.0.15", "25"));
    assertThat(nodulens().out()).contains("[--enable-native-access=ALL-UNNAMED]\n");
  }
}
