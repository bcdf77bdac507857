package org.nodulens.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nodulens.volumeio.FileOutput;

/**
 * Writes DICOM files (PS3.10 section 7): a preamble, the File Meta Information, a data set in
 * explicit VR little endian.
 */
final class DicomWriter {
  /** Names this software in the files that it writes. */
  private static final String IMPLEMENTATION = DicomUid.ofName("nodulens implementation");

  private static final int PREAMBLE = 128;

  private DicomWriter() {}

  /** Writes one object; an existing file is replaced. */
  static void write(Path file, DicomObject object) throws IOException {
    byte[] meta = meta(object).encoded();
    DicomDataSet length = new DicomDataSet().integer(WrittenAttribute.GROUP_LENGTH, meta.length);
    DicomDataSet dataSet =
        object
            .dataSet()
            .text(WrittenAttribute.SOP_CLASS_UID, object.sopClassUid())
            .text(WrittenAttribute.SOP_INSTANCE_UID, object.sopInstanceUid());
    try (OutputStream out = FileOutput.stream(file)) {
      out.write(new byte[PREAMBLE]);
      out.write("DICM".getBytes(StandardCharsets.US_ASCII));
      out.write(length.encoded());
      out.write(meta);
      out.write(dataSet.encoded());
    }
  }

  private static DicomDataSet meta(DicomObject object) {
    return new DicomDataSet()
        .bytes(WrittenAttribute.META_INFORMATION_VERSION, (byte) 0, (byte) 1)
        .text(WrittenAttribute.MEDIA_STORAGE_SOP_CLASS_UID, object.sopClassUid())
        .text(WrittenAttribute.MEDIA_STORAGE_SOP_INSTANCE_UID, object.sopInstanceUid())
        .text(WrittenAttribute.TRANSFER_SYNTAX_UID, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        .text(WrittenAttribute.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION)
        .text(WrittenAttribute.IMPLEMENTATION_VERSION_NAME, "NODULENS");
  }
}
