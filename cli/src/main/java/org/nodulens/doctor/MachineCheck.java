package org.nodulens.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.bench.Python;
import org.nodulens.datasets.archive.PacsClient;

/** Looks at the machine and at what is on the class path, and tries what can be tried. */
public final class MachineCheck {
  /** Enough for the largest volumes that are common, 512 x 512 x 1,000 voxels, and a model. */
  private static final long COMFORTABLE_HEAP_BYTES = 1L << 30;

  /** The engines unpack their native libraries here, half a gigabyte at most. */
  private static final long NEEDED_TEMPORARY_BYTES = 600_000_000;

  private MachineCheck() {}

  /** Everything that was looked at, in the order in which a reader wants it. */
  public static List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory(Runtime.getRuntime().maxMemory()));
    findings.add(temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
    findings.addAll(EngineCheck.run());
    findings.add(pacs());
    findings.add(python("pydicom", "bench compares reading with it"));
    findings.add(python("torch", "bench compares maps with it; PyTorch through DJL stands in"));
    return findings;
  }

  private static Finding java() {
    return Finding.ok(
        "Java",
        "%s (%s), %s %s, processors: %d"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  static Finding memory(long heapBytes) {
    String detail =
        "heap of at most %s, machine %s".formatted(gibibytes(heapBytes), gibibytes(machineBytes()));
    return heapBytes < COMFORTABLE_HEAP_BYTES
        ? Finding.absent("memory", detail, "Large series want more: NODULENS_OPTS=-Xmx4g.")
        : Finding.ok("memory", detail);
  }

  private static long machineBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  /** Native libraries are unpacked there, and unfinished volumes may lie there. */
  static Finding temporaryFolder(Path folder) {
    String subject = "temporary folder";
    String remedy = "Name another: NODULENS_OPTS=-Djava.io.tmpdir=DIR.";
    try {
      Path probe = Files.createTempFile(folder, "nodulens-doctor", "");
      Files.delete(probe);
      FileStore store = Files.getFileStore(folder);
      String detail = "%s, %s free".formatted(folder, gibibytes(store.getUsableSpace()));
      return store.getUsableSpace() < NEEDED_TEMPORARY_BYTES
          ? Finding.broken(subject, detail + ", the engines' libraries need 0.6", remedy)
          : Finding.ok(subject, detail);
    } catch (IOException e) {
      return Finding.broken(subject, folder + " cannot be written: " + e.getMessage(), remedy);
    }
  }

  private static Finding pacs() {
    return PacsClient.installed().isPresent()
        ? Finding.ok("PACS by DIMSE", "dcm4che is built in: pull, push --pacs")
        : Finding.absent(
            "PACS by DIMSE",
            "dcm4che is not built in; push --stow does without it",
            "Build it in: NODULENS_PROFILES=dcm4che (ingest/dcm4che/README.md).");
  }

  private static Finding python(String module, String use) {
    String subject = "Python's " + module;
    return Python.has(module)
        ? Finding.ok(subject, "there")
        : Finding.absent(subject, "not there; only " + use, "");
  }
}
