package org.nodulens.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.SliceSource;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.volumeio.FormatException;
import org.nodulens.volumeio.VolumeFile;

/**
 * A MetaImage or NIfTI file in HU. It has no SOP Instance UIDs, and whose scan it is it does not
 * say.
 *
 * @param seriesUid the file's name; see {@link VolumeNames}
 * @param path relative to the dataset's root
 * @param tilt what is done where its slices slant
 */
public record VolumeScan(
    Path file,
    String seriesUid,
    String path,
    TiltHandling tilt,
    String patientId,
    List<String> flags)
    implements Scan {
  public VolumeScan {
    flags = List.copyOf(flags);
  }

  public static VolumeScan of(Path file, String seriesUid, String path, TiltHandling tilt) {
    return new VolumeScan(file, seriesUid, path, tilt, "", List.of());
  }

  @Override
  public VolumeScan of(String patient, List<String> moreFlags) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(moreFlags);
    return new VolumeScan(file, seriesUid, path, tilt, patient, all);
  }

  @Override
  public String sopUid(int slice) {
    return "";
  }

  @Override
  public SliceSource open() throws IOException {
    return VolumeShape.checked(VolumeFile.read(file), tilt);
  }

  @Override
  public ScanFault fault(IOException thrown) {
    return faultOf(file, thrown);
  }

  /** What the ledger says of a volume file that cannot be read. */
  static ScanFault faultOf(Path file, IOException thrown) {
    if (thrown instanceof VolumeShapeException shape) {
      return new ScanFault(shape.code(), shape.reason());
    }
    if (thrown instanceof FormatException format) {
      return new ScanFault("bad-volume", withoutFolder(file, format.reason()));
    }
    return new ScanFault("unreadable", "a file of it cannot be read");
  }

  /** The file's own name, and its neighbours', bare: outputs have no absolute paths. */
  private static String withoutFolder(Path file, String message) {
    Path folder = file.getParent();
    return folder == null
        ? message
        : message.replace(folder + file.getFileSystem().getSeparator(), "");
  }
}
