package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.datasets.archive.InstanceSink;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PacsException;
import org.nodulens.datasets.archive.PacsSeries;
import org.nodulens.datasets.archive.Retrieval;

class PacsCommandsTest {
  private static final String NOT_BUILT_IN =
      "nodulens: %1$s --pacs needs dcm4che, which is not built in; NODULENS_PROFILES=dcm4che"
          + " ./nodulens %1$s ... builds it in, see ingest/dcm4che/README.md\n";

  @TempDir private Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  /** Has one study, 1.2, of two instances; breaks off after the first where it is called BROKEN. */
  public static final class FakePacs implements PacsClient {
    @Override
    public List<PacsSeries> find(PacsCall pacs, String studyUid) {
      return studyUid.equals("1.2")
          ? List.of(
              new PacsSeries(
                  studyUid,
                  "1.2.3",
                  List.of(new PacsSeries.Instance("1.1", ""), new PacsSeries.Instance("1.4", ""))))
          : List.of();
    }

    @Override
    public Retrieval fetch(PacsCall pacs, PacsSeries series, InstanceSink sink) throws IOException {
      sink.take("1.1", out -> out.write(1));
      breakOff(pacs);
      return new Retrieval("some sub-operations failed", List.of());
    }

    @Override
    public void store(PacsCall pacs, List<Path> files, StoreListener listener) throws IOException {
      listener.rejected(files.get(0), "not-dicom", "no DICM at byte 128");
      listener.stored(files.get(1));
      breakOff(pacs);
      listener.stored(files.get(2));
    }

    private static void breakOff(PacsCall pacs) throws PacsException {
      if (pacs.called().title().text().equals("BROKEN")) {
        throw new PacsException(pacs.called() + " closed the connection");
      }
    }
  }

  private void install() throws IOException {
    Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
    Files.writeString(services.resolve(PacsClient.class.getName()), FakePacs.class.getName());
    URL[] jar = {folder.resolve("jar").toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(jar, before));
  }

  @AfterEach
  void uninstall() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private Run pull(String pacs, String study, String... more) {
    String out = folder.resolve("out").toString();
    return Run.of(
        join(List.of("pull", "--pacs", pacs, "--study", study, "--out", out), List.of(more)));
  }

  private Run push(String pacs, String... more) throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    for (String name : List.of("a.txt", "b.dcm", "c.dcm")) {
      Files.writeString(files.resolve(name), name);
    }
    return Run.of(join(List.of("push", "--pacs", pacs, files.toString()), List.of(more)));
  }

  private static String[] join(List<String> one, List<String> two) {
    List<String> all = new ArrayList<>(one);
    all.addAll(two);
    return all.toArray(String[]::new);
  }

  @Test
  void without_dcm4che_the_commands_say_how_to_get_it() throws IOException {
    assertThat(pull("A@host:104", "1.2")).isEqualTo(new Run(1, "", NOT_BUILT_IN.formatted("pull")));
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(push("A@host:104")).isEqualTo(new Run(1, "", NOT_BUILT_IN.formatted("push")));
  }

  @ParameterizedTest
  @CsvSource({
    "A, 1.2, 30, 'expected AE@host:port, got \"A\"'",
    "A@h:70000, 1.2, 30, 'a port is 1 to 65535, got 70000'",
    "A@h:104, ../x, 30, '--study must be a UID, numbers with dots between, got ../x'",
    "A@h:104, 1.2, 0, 'patience must be 1 second to 1 day, got 0 s'",
  })
  void options_that_make_no_sense_are_wrong_use(
      String pacs, String study, String timeout, String why) {
    Run run = pull(pacs, study, "--timeout", timeout);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains(why);
  }

  @Test
  void a_pulled_study_is_a_folder_with_a_ledger_and_the_counts_add_up() throws IOException {
    install();
    Run run = pull("A@host:104", "1.2");
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out())
        .isEqualTo(
            "  rejected not-sent: 1\n"
                + "series: 1 in, 1 kept, 0 rejected; instances: 2 in, 1 kept, 1 rejected"
                + " (rejected.csv lists what was rejected)\n");
    assertThat(folder.resolve("out/1.2.3/1.1.dcm")).exists();
    assertThat(folder.resolve("out/rejected.csv")).content().contains("1.2.3/1.4.dcm");
  }

  @Test
  void strict_makes_a_missing_instance_a_failure() throws IOException {
    install();
    assertThat(pull("A@host:104", "1.2", "--strict").status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void a_study_that_is_not_there_leaves_nothing() throws IOException {
    install();
    Run run = pull("A@host:104", "1.9");
    assertThat(run).isEqualTo(new Run(1, "", "nodulens: A@host:104 has no study 1.9\n"));
    try (var names = Files.list(folder)) {
      assertThat(names).containsExactly(folder.resolve("jar"));
    }
  }

  @Test
  void a_pull_that_breaks_off_keeps_what_came_for_the_next() throws IOException {
    install();
    Run run = pull("BROKEN@host:104", "1.2");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("BROKEN@host:104 closed the connection; 1 of 2 instances are there");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("out.partial/files/1.2.3/1.1.dcm")).exists();
  }

  @Test
  void a_push_counts_what_was_stored_and_lists_the_rest() throws IOException {
    install();
    Path ledger = folder.resolve("ledger.csv");
    Run run = push("A@host:104", "--ledger", ledger.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out())
        .isEqualTo("  rejected not-dicom: 1\nfiles: 3 in, 2 stored, 1 rejected (" + ledger + ")\n");
    assertThat(ledger)
        .content()
        .startsWith("level,path,")
        .endsWith("file,a.txt,,,not-dicom,no DICM at byte 128\r\n");
  }

  @Test
  void a_push_that_breaks_off_has_failed_and_names_what_was_not_sent() throws IOException {
    install();
    Path ledger = folder.resolve("ledger.csv");
    Run run = push("BROKEN@host:104", "--ledger", ledger.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out()).contains("files: 3 in, 1 stored, 2 rejected");
    assertThat(run.err()).endsWith("nodulens: BROKEN@host:104 closed the connection\n");
    assertThat(ledger).content().contains("c.dcm,,,not-sent,the PACS broke off before");
  }
}
