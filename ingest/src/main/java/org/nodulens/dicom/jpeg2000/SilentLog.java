package org.nodulens.dicom.jpeg2000;

import jj2000.j2k.util.MsgLogger;

/** Takes the library's remarks, which it would print otherwise. */
final class SilentLog implements MsgLogger {
  @Override
  public void printmsg(int severity, String message) {}

  @Override
  public void println(String text, int firstIndent, int indent) {}

  @Override
  public void flush() {}
}
