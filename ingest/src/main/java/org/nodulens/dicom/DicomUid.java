package org.nodulens.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Unique identifiers (PS3.5 section 9). Those made here need no registered root: 2.25 and a UUID in
 * decimal (PS3.5 B.2).
 */
public final class DicomUid {
  private static final int LONGEST = 64;
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private DicomUid() {}

  /**
   * Whether the text is numbers with single dots between them, at most 64 characters: nothing else
   * may become the name of a file. Leading zeros are let pass.
   */
  public static boolean isValid(String uid) {
    return uid.length() <= LONGEST && NUMBERS.matcher(uid).matches();
  }

  /** The same name has the same identifier, always and everywhere. */
  public static String ofName(String name) {
    UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits());
    return "2.25." + new BigInteger(1, bytes.array());
  }
}
