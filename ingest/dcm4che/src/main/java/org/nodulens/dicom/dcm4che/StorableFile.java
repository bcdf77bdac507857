package org.nodulens.dicom.dcm4che;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.DicomUid;

/**
 * A DICOM file as its file meta information (PS3.10 section 7.1) names it; the data set is not
 * looked into.
 *
 * @param start where the data set begins
 */
record StorableFile(Path path, String sopClassUid, String sopUid, String syntax, long start) {
  private static final int PREAMBLE = 128;
  private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);

  /** Data sets that can be written in implicit little endian without a bit being lost. */
  private static final Set<String> NATIVE =
      Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.ExplicitVRBigEndian);

  /** A kind of object in a transfer syntax, as a presentation context offers it. */
  record Context(String sopClassUid, String syntax) {}

  /**
   * Reads a file's head.
   *
   * @throws DicomFormatException if it is no DICOM file that can be stored; names no file
   */
  static StorableFile read(Path path) throws IOException {
    requireMagic(path);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
      return read(path, bytes);
    } catch (FileSystemException | DicomFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // dcm4che runs over the end of an array where a length lies.
      throw new DicomFormatException("malformed", "its file meta information makes no sense");
    }
  }

  private static StorableFile read(Path path, InputStream bytes) throws IOException {
    try (DicomInputStream in = new DicomInputStream(bytes)) {
      Attributes meta = in.readFileMetaInformation();
      if (meta == null) {
        throw new DicomFormatException("missing-tag", "it has no file meta information");
      }
      long start = in.getPosition();
      String sopClass = requireUid(meta, Tag.MediaStorageSOPClassUID, "SOP Class");
      if (sopClass.equals(UID.MediaStorageDirectoryStorage)) {
        throw new DicomFormatException("dicomdir", "a directory of files, no object");
      }
      return new StorableFile(
          path,
          sopClass,
          requireUid(meta, Tag.MediaStorageSOPInstanceUID, "SOP Instance"),
          requireUid(meta, Tag.TransferSyntaxUID, "Transfer Syntax"),
          start);
    }
  }

  private static void requireMagic(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(PREAMBLE + MAGIC.length);
      boolean whole = head.length == PREAMBLE + MAGIC.length;
      if (!whole || !Arrays.equals(head, PREAMBLE, head.length, MAGIC, 0, MAGIC.length)) {
        throw new DicomFormatException("not-dicom", "no DICM at byte 128");
      }
    }
  }

  private static String requireUid(Attributes meta, int tag, String name)
      throws DicomFormatException {
    String uid = meta.getString(tag, "");
    if (!DicomUid.isValid(uid)) {
      throw new DicomFormatException(
          "missing-tag", "its file meta information has no valid " + name + " UID");
    }
    return uid;
  }

  /** Whether its data set can be written in implicit little endian. */
  boolean isNative() {
    return NATIVE.contains(syntax);
  }

  /** What is to be offered: as it is, and where it can be the way that every PACS must take it. */
  Set<Context> contexts() {
    Set<Context> contexts = new LinkedHashSet<>();
    contexts.add(new Context(sopClassUid, syntax));
    if (isNative()) {
      contexts.add(new Context(sopClassUid, UID.ImplicitVRLittleEndian));
    }
    return contexts;
  }

  /** The data set as it lies in the file. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    try {
      in.skipNBytes(start);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
