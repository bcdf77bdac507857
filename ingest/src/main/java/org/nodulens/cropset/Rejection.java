package org.nodulens.cropset;

/**
 * What did not become a crop, and why.
 *
 * @param path relative to the dataset's root, with {@code /}; empty where no single file is meant
 * @param nodule the dataset's own name of the nodule, or empty
 * @param code a word of lower-case letters and hyphens that stays the same between versions
 * @param detail a sentence for people; never a patient's name
 */
public record Rejection(
    RejectLevel level, String path, String seriesUid, String nodule, String code, String detail) {

  public static Rejection ofFile(String path, String code, String detail) {
    return new Rejection(RejectLevel.FILE, path, "", "", code, detail);
  }

  public static Rejection ofSeries(String path, String seriesUid, String code, String detail) {
    return new Rejection(RejectLevel.SERIES, path, seriesUid, "", code, detail);
  }

  public static Rejection ofNodule(String seriesUid, String nodule, String code, String detail) {
    return new Rejection(RejectLevel.NODULE, "", seriesUid, nodule, code, detail);
  }

  public Rejection withPath(String newPath) {
    return new Rejection(level, newPath, seriesUid, nodule, code, detail);
  }
}
