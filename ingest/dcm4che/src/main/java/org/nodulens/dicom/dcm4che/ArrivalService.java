package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.archive.InstanceSink;

/**
 * Takes what a PACS stores in answer to a C-GET: the bytes of the data set as they come, behind a
 * file meta information of our own. Runs in dcm4che's reading thread.
 */
final class ArrivalService extends BasicCStoreSCP {
  private static final int BUFFER = 1 << 16;

  private final InstanceSink sink;
  private final Set<String> come = ConcurrentHashMap.newKeySet();
  private final byte[] buffer = new byte[BUFFER];
  private volatile Runnable progress = () -> {};
  private volatile @Nullable IOException localFault;

  /** The connection broke while an instance arrived: no fault of the disk. */
  private static final class LinkFault extends IOException {
    private static final long serialVersionUID = 1L;

    LinkFault(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  ArrivalService(InstanceSink sink) {
    this.sink = sink;
  }

  /** Runs whenever some bytes have come. */
  void onProgress(Runnable task) {
    progress = task;
  }

  /** Whether an instance has come, taken or not. */
  boolean hasCome(String sopUid) {
    return come.contains(sopUid);
  }

  /** What kept an instance from being written, if anything did. */
  Optional<IOException> localFault() {
    return Optional.ofNullable(localFault);
  }

  @Override
  protected void store(
      Association association,
      PresentationContext context,
      Attributes request,
      PDVInputStream data,
      Attributes response)
      throws IOException {
    progress.run();
    String sopUid = request.getString(Tag.AffectedSOPInstanceUID, "");
    String sopClassUid = request.getString(Tag.AffectedSOPClassUID, "");
    try {
      boolean taken =
          sink.take(
              sopUid,
              out -> {
                writeMeta(sopClassUid, sopUid, context.getTransferSyntax(), out);
                copy(data, out);
              });
      come.add(sopUid);
      if (!taken) {
        response.setInt(Tag.Status, VR.US, Status.ProcessingFailure);
      }
    } catch (LinkFault e) {
      throw e;
    } catch (IOException e) {
      localFault = e;
      throw e;
    }
  }

  private static void writeMeta(String sopClassUid, String sopUid, String syntax, OutputStream out)
      throws IOException {
    // Without a version name: the same instance is the same file, whatever has fetched it.
    Attributes meta = Attributes.createFileMetaInformation(sopUid, sopClassUid, syntax, false);
    @SuppressWarnings("resource") // the caller's stream stays open
    DicomOutputStream file = new DicomOutputStream(out, UID.ExplicitVRLittleEndian);
    file.writeFileMetaInformation(meta);
    file.flush();
  }

  private void copy(PDVInputStream data, OutputStream out) throws IOException {
    for (int count = read(data); count >= 0; count = read(data)) {
      out.write(buffer, 0, count);
      progress.run();
    }
  }

  private int read(PDVInputStream data) throws LinkFault {
    try {
      return data.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new LinkFault(e);
    }
  }
}
