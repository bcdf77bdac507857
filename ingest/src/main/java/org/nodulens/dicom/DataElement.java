package org.nodulens.dicom;

/**
 * One data element's head (PS3.5 section 7.1).
 *
 * @param representation its value representation as two letters; empty where it is implicit
 * @param length of its value in bytes, {@link #UNDEFINED} where delimiters end it
 */
record DataElement(int tag, String representation, long length) {
  static final long UNDEFINED = 0xFFFFFFFFL;

  boolean hasUndefinedLength() {
    return length == UNDEFINED;
  }

  static String name(int tag) {
    return Tag.of(tag).map(Tag::toString).orElseGet(() -> "element " + Tag.format(tag));
  }

  /** For messages. */
  @Override
  public String toString() {
    return name(tag);
  }
}
