package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.datasets.archive.MadeUpArchive.COLLECTION;
import static org.nodulens.datasets.archive.MadeUpArchive.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.IngestListener;
import org.nodulens.volumeio.Sha256;

class KilledFetchTest {
  private static final int SERIES = 12;
  private static final SeriesSelection ALL =
      new SeriesSelection(new PatientChoice.All(), Set.of(), Optional.empty(), OptionalInt.empty());
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), 2, Duration.ZERO, Duration.ZERO);

  @TempDir private Path folder;

  /** Fetches in a process of its own, which can be killed. */
  static final class Apart {
    private Apart() {}

    /** Takes the archive's port and the folder to write. */
    public static void main(String[] arguments) throws IOException {
      ArchiveUrl url = ArchiveUrl.of("http://127.0.0.1:" + arguments[0] + "/api");
      Fetch.from(url, PATIENCE)
          .withJobs(2)
          .into(Path.of(arguments[1]), COLLECTION, ALL, IngestListener.SILENT);
    }
  }

  @Test
  void a_killed_fetch_goes_on_to_the_same_bytes_and_fetches_nothing_twice() throws Exception {
    try (MadeUpArchive archive = new MadeUpArchive()) {
      List<MadeUpSeries> all = addTo(archive);
      Path whole = folder.resolve("whole");
      Fetch.from(archive.url(), PATIENCE).into(whole, COLLECTION, ALL, IngestListener.SILENT);
      Path killed = folder.resolve("killed");
      for (int stop : new int[] {0, 3, 7, 11}) {
        MadeUpSeries series = all.get(stop);
        CountDownLatch reached = new CountDownLatch(1);
        String query = "getImageWithMD5Hash " + series.uid();
        MadeUpArchive.Reply half = archive.stallsAfter(800, series.zip());
        archive.reply(
            query,
            exchange -> {
              reached.countDown();
              half.to(exchange);
            });
        Process process = start(archive.port(), killed);
        reached.await();
        process.destroyForcibly().waitFor();
        archive.reply(query, zip(series.zip()));
        assertThat(killed.resolve(COLLECTION + "/P/" + series.uid())).doesNotExist();
      }
      assertThat(start(archive.port(), killed).waitFor()).isZero();
      assertThat(contents(killed)).isEqualTo(contents(whole));
      // once for the whole; once more; and again for what the other thread had under way, four
      // times
      long served = archive.requests().stream().filter(r -> r.startsWith("getImageWith")).count();
      assertThat(served).isBetween(2L * SERIES + 4, 2L * SERIES + 8);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void where_a_file_cannot_be_written_the_run_ends_and_what_is_finished_stays() throws Exception {
    try (MadeUpArchive archive = new MadeUpArchive()) {
      addTo(archive);
      byte[] noise = new byte[2 << 20];
      new Random(1).nextBytes(noise);
      Map<String, byte[]> entries = new TreeMap<>(Map.of("noise.dcm", noise));
      archive.announce("Q", "1.2.9", "CT", 1, noise.length);
      archive.reply("getImageWithMD5Hash 1.2.9", zip(MadeUpSeries.zipOf(entries)));
      Path out = folder.resolve("out");
      // no file may be longer than 1 MiB, in units of 1 KiB
      Process process =
          new ProcessBuilder(
                  Stream.concat(
                          Stream.of("bash", "-c", "ulimit -f 1024; exec \"$@\"", "bash"),
                          command(archive.port(), out).stream())
                      .toList())
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(printed).contains("java.io.IOException: File too large");
      assertThat(out.resolve(".fetch/aside")).doesNotExist();
      try (Stream<Path> records = Files.list(out.resolve(".fetch/records"))) {
        assertThat(records).hasSize(SERIES);
      }
    }
  }

  private List<MadeUpSeries> addTo(MadeUpArchive archive) throws IOException {
    List<MadeUpSeries> all = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      MadeUpSeries series = MadeUpSeries.write("1.2.3." + (10 + i), folder);
      all.add(series);
      archive.add("P", series);
    }
    return all;
  }

  private static Process start(int port, Path out) throws IOException {
    return new ProcessBuilder(command(port, out)).inheritIO().start();
  }

  private static List<String> command(int port, Path out) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Apart.class.getName(),
        Integer.toString(port),
        out.toString());
  }

  /** What every file holds, by its path. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Sha256.of(file));
      }
    }
    return contents;
  }
}
