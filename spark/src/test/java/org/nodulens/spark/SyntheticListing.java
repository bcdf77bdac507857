package org.nodulens.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nodulens.work.Work;

/** Plans a made-up listing and says how much memory was left in use. */
final class SyntheticListing {
  private SyntheticListing() {}

  private record Series(String uid, List<Path> slices) implements Work<String> {
    @Override
    public String name() {
      return uid;
    }

    @Override
    public String run() {
      return uid;
    }
  }

  private static Series series(int number, int slices) {
    String uid = String.format(Locale.ROOT, "1.2.840.113654.2.55.%039d", number);
    Path folder = Path.of("/archive", "patient-" + number / 3, uid);
    return new Series(
        uid,
        IntStream.range(0, slices)
            .mapToObj(slice -> folder.resolve(String.format(Locale.ROOT, "1-%03d.dcm", slice)))
            .toList());
  }

  /**
   * Plans.
   *
   * @param args file of the plan, number of series, slices of each
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[1]);
    int slices = Integer.parseInt(args[2]);
    Iterable<Series> listing =
        () -> IntStream.range(0, count).mapToObj(number -> series(number, slices)).iterator();
    PlanFile plan = new PlanFile(Path.of(args[0]));
    List<PlanEntry> places = PlanFile.bySize(plan.write(0, listing));
    System.gc();
    Runtime memory = Runtime.getRuntime();
    Iterator<PlanEntry> some = places.iterator();
    Work<?> first = plan.read(some.next());
    System.out.printf(
        Locale.ROOT,
        "planned %d pieces in %d bytes, the first is %s; %.1f MiB in use of at most %d%n",
        places.size(),
        Files.size(Path.of(args[0])),
        first.name(),
        (memory.totalMemory() - memory.freeMemory()) / (double) (1 << 20),
        memory.maxMemory() >> 20);
  }
}
