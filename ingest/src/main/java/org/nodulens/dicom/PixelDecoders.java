package org.nodulens.dicom;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The decoders on the class path, by transfer syntax. */
public final class PixelDecoders {
  private static final Map<String, PixelDecoder> BY_SYNTAX = load();

  private PixelDecoders() {}

  private static Map<String, PixelDecoder> load() {
    Map<String, PixelDecoder> bySyntax = new HashMap<>();
    for (PixelDecoder decoder : ServiceLoader.load(PixelDecoder.class)) {
      decoder.transferSyntaxes().forEach(uid -> bySyntax.putIfAbsent(uid, decoder));
    }
    return bySyntax;
  }

  /** UIDs of all transfer syntaxes whose pixels are read, in order. A copy. */
  public static Set<String> transferSyntaxes() {
    return new TreeSet<>(BY_SYNTAX.keySet());
  }

  static boolean decodes(String transferSyntaxUid) {
    return BY_SYNTAX.containsKey(transferSyntaxUid);
  }

  static PixelDecoder of(SliceHeader slice) throws DicomFormatException {
    return of(slice.transferSyntaxUid(), slice.location());
  }

  static PixelDecoder of(String transferSyntaxUid, DicomLocation location)
      throws DicomFormatException {
    PixelDecoder decoder = BY_SYNTAX.get(transferSyntaxUid);
    if (decoder == null) {
      throw DicomFile.notRead(location.toString(), transferSyntaxUid);
    }
    return decoder;
  }
}
