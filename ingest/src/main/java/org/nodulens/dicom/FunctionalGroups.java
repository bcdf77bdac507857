package org.nodulens.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an enhanced object says of its frames (PS3.3 C.7.6.16): attributes that all share, and those
 * of each frame.
 */
final class FunctionalGroups {
  static final int SHARED = 0x52009229;
  static final int PER_FRAME = 0x52009230;

  /** A frame costs a few bytes in the file and some hundred here. */
  static final int MOST_FRAMES = 1 << 16;

  /**
   * The macros whose attributes are read: Frame Content, Plane Position, Plane Orientation, CT
   * Acquisition Type, CT Acquisition Details, CT Reconstruction, CT X-Ray Details, CT Image Frame
   * Type, Pixel Measures, Pixel Value Transformation, and of segmentations Segment Identification.
   */
  private static final Set<Integer> READ =
      Set.of(
          0x00209111,
          0x00209113,
          0x00209116,
          0x00189301,
          0x00189304,
          0x00189314,
          0x00189325,
          0x00189329,
          0x00289110,
          0x00289145,
          0x0062000A);

  private final Map<Tag, byte[]> shared = new EnumMap<>(Tag.class);
  private final List<Map<Tag, byte[]>> frames = new ArrayList<>();

  static boolean isRead(int macro) {
    return READ.contains(macro);
  }

  Map<Tag, byte[]> shared() {
    return shared;
  }

  boolean addFrame() {
    return frames.size() < MOST_FRAMES && frames.add(new EnumMap<>(Tag.class));
  }

  Map<Tag, byte[]> lastFrame() {
    return frames.get(frames.size() - 1);
  }

  int frames() {
    return frames.size();
  }

  /**
   * The object's own attributes, with those of its frame over them; a frame's type and acquisition
   * number stand where a classic slice has its own.
   */
  Map<Tag, byte[]> over(Map<Tag, byte[]> object, int frame) {
    Map<Tag, byte[]> all = new EnumMap<>(Tag.class);
    all.putAll(object);
    all.putAll(shared);
    all.putAll(frames.get(frame));
    byte[] type = all.get(Tag.FRAME_TYPE);
    if (type != null) {
      all.put(Tag.IMAGE_TYPE, type);
    }
    byte[] number = all.get(Tag.FRAME_ACQUISITION_NUMBER);
    if (number != null && number.length == Short.BYTES) {
      int value = Byte.toUnsignedInt(number[0]) | Byte.toUnsignedInt(number[1]) << 8;
      all.put(Tag.ACQUISITION_NUMBER, Integer.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
    return all;
  }
}
