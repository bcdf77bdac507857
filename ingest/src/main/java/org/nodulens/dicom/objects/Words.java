package org.nodulens.dicom.objects;

/** Free text made fit for an attribute: printable ASCII without backslash, and not too long. */
final class Words {
  private Words() {}

  /** What is none of these characters becomes a question mark, what is too long is cut. */
  static String of(String text, int longest) {
    String plain = text.replaceAll("\\s+", " ").strip().replaceAll("[^ -\\[\\]-~]", "?");
    return plain.substring(0, Math.min(plain.length(), longest)).strip();
  }
}
