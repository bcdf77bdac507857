package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.DataWriterAdapter;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.InputStreamDataWriter;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient.StoreListener;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.dcm4che.StorableFile.Context;

/** Stores files (C-STORE, PS3.4 annex B), as many in one association as its contexts allow. */
final class FileStorage {
  /** A file may take as long as it takes at 64 KiB a second, and some patience more. */
  private static final int SLOWEST_BYTES_PER_SECOND = 1 << 16;

  private final PacsCall pacs;
  private final StoreListener listener;

  FileStorage(PacsCall pacs, StoreListener listener) {
    this.pacs = pacs;
    this.listener = listener;
  }

  void store(List<Path> files) throws IOException {
    List<StorableFile> batch = new ArrayList<>();
    Set<Context> contexts = new LinkedHashSet<>();
    for (Path path : files) {
      StorableFile file;
      try {
        file = StorableFile.read(path);
      } catch (DicomFormatException e) {
        listener.rejected(path, e.code(), e.reason());
        continue;
      } catch (IOException e) {
        listener.rejected(path, "unreadable", "cannot be read");
        continue;
      }
      Set<Context> more = new LinkedHashSet<>(contexts);
      more.addAll(file.contexts());
      if (more.size() > SeriesRetrieval.MOST_CONTEXTS) {
        send(batch, contexts);
        batch.clear();
        more = file.contexts();
      }
      contexts = more;
      batch.add(file);
    }
    if (!batch.isEmpty()) {
      send(batch, contexts);
    }
  }

  private void send(List<StorableFile> batch, Set<Context> contexts) throws IOException {
    AAssociateRQ request = new AAssociateRQ();
    for (Context context : contexts) {
      request.addPresentationContextFor(context.sopClassUid(), context.syntax());
    }
    try (PacsAssociation association = PacsAssociation.open(pacs, request)) {
      for (StorableFile file : batch) {
        send(file, association);
      }
    }
  }

  private void send(StorableFile file, PacsAssociation association) throws IOException {
    Set<String> accepted = association.accepted(file.sopClassUid());
    try {
      if (accepted.contains(file.syntax())) {
        sendAsItIs(file, association);
      } else if (file.isNative() && accepted.contains(UID.ImplicitVRLittleEndian)) {
        sendImplicit(file, association);
      } else {
        String how = accepted.isEmpty() ? "" : " stored as " + named(file.syntax());
        listener.rejected(
            file.path(),
            "not-accepted",
            "the PACS does not take " + named(file.sopClassUid()) + how);
      }
    } catch (FileSystemException e) {
      listener.rejected(file.path(), "unreadable", "cannot be read any more");
    }
  }

  private static String named(String uid) {
    String name = UID.nameOf(uid);
    return name.equals("?") ? uid : name + " (" + uid + ")";
  }

  private void sendAsItIs(StorableFile file, PacsAssociation association) throws IOException {
    try (InputStream in = file.open()) {
      send(file, new InputStreamDataWriter(in), file.syntax(), association);
    }
  }

  private void sendImplicit(StorableFile file, PacsAssociation association) throws IOException {
    Attributes dataSet;
    try (DicomInputStream in = new DicomInputStream(file.path().toFile())) {
      dataSet = in.readDataset();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      listener.rejected(file.path(), "malformed", "its data set cannot be read to be rewritten");
      return;
    }
    send(file, new DataWriterAdapter(dataSet), UID.ImplicitVRLittleEndian, association);
  }

  private void send(StorableFile file, DataWriter data, String syntax, PacsAssociation association)
      throws IOException {
    Duration silence =
        pacs.patience().plusSeconds(Files.size(file.path()) / SLOWEST_BYTES_PER_SECOND);
    int status =
        association.exchange(
            silence,
            open -> {
              DimseRSP answer =
                  open.cstore(file.sopClassUid(), file.sopUid(), Priority.NORMAL, data, syntax);
              acknowledgeAtOnce(open.getSocket());
              answer.next();
              return answer.getCommand().getInt(Tag.Status, -1);
            });
    if (DimseStatus.isSuccessOrWarning(status)) {
      listener.stored(file.path());
    } else {
      listener.rejected(
          file.path(), "refused", "the PACS refused it: " + DimseStatus.describe(status));
    }
  }

  /**
   * Where a PACS sends its answer in pieces, it waits with the second for the receipt of the first
   * (Nagle's algorithm), which Linux holds back for 40 ms: three quarters of all the time. Has to
   * be said again after each sending.
   */
  private static void acknowledgeAtOnce(Socket socket) throws IOException {
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }
}
