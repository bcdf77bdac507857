package org.nodulens.cropset;

import org.nodulens.volumeio.Sha256;

/**
 * How crops of real series are named: by a hash of the series UID, so that no UID is a file name.
 */
public final class CropId {
  /** Hexadecimal digits: 40 bits tell a million series apart. */
  private static final int DIGITS = 10;

  private CropId() {}

  /**
   * Ten digits of the UID's SHA-256, then what tells the series' crops apart.
   *
   * @param part number of the nodule, say
   */
  public static String of(String seriesUid, String part) {
    return Sha256.of(seriesUid).substring(0, DIGITS) + "-" + part;
  }
}
