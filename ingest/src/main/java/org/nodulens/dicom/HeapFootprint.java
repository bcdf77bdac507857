package org.nodulens.dicom;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * What an array really takes of the heap. G1, Java's usual collector, gives an array of more than
 * half a region whole regions of its own: with regions of 1 MiB, as in heaps of up to 4 GiB, a
 * slice of 512 x 512 takes twice its size.
 */
final class HeapFootprint {
  private static final int ARRAY_HEADER = 16;
  private static final long REGION_BYTES = regionBytes();

  private HeapFootprint() {}

  static long ofArray(long bytes) {
    return ofArray(bytes, REGION_BYTES);
  }

  /**
   * For regions of that size.
   *
   * @param regionBytes 0 where there are no regions
   */
  static long ofArray(long bytes, long regionBytes) {
    long all = bytes + ARRAY_HEADER;
    return regionBytes > 0 && all > regionBytes / 2
        ? (all + regionBytes - 1) / regionBytes * regionBytes
        : all;
  }

  private static long regionBytes() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null ? 0 : Long.parseLong(vm.getVMOption("G1HeapRegionSize").getValue());
    } catch (IllegalArgumentException e) {
      // Another virtual machine, without G1.
      return 0;
    }
  }
}
