package org.nodulens.dicom.jpegls;

import java.io.ByteArrayOutputStream;

/** Writes bits, and a bit 0 behind each byte FF (T.87 C.1). */
final class BitSink {
  private final ByteArrayOutputStream out;
  private int pending;
  private int room = 8;

  BitSink(ByteArrayOutputStream out) {
    this.out = out;
  }

  void bits(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      pending = pending << 1 | (int) (value >> i & 1);
      if (--room == 0) {
        out.write(pending);
        room = pending == 0xFF ? 7 : 8;
        pending = 0;
      }
    }
  }

  /** A limited Golomb code (A.5.3). */
  void golomb(int value, int k, int limit, int fullBits) {
    int prefix = limit - fullBits - 1;
    if (value >> k < prefix) {
      bits(1, (value >> k) + 1);
      bits(value, k);
    } else {
      bits(1, prefix + 1);
      bits(value - 1, fullBits);
    }
  }

  /** Fills the last byte up; FF is no data's last byte. */
  void end() {
    while (room < 8) {
      bits(0, 1);
    }
  }
}
