package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCFindSCP;
import org.dcm4che3.net.service.BasicCGetSCP;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.dcm4che3.net.service.BasicQueryTask;
import org.dcm4che3.net.service.BasicRetrieveTask;
import org.dcm4che3.net.service.DicomServiceException;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.dcm4che3.net.service.InstanceLocator;
import org.dcm4che3.net.service.QueryTask;
import org.dcm4che3.net.service.RetrieveTask;
import org.nodulens.datasets.archive.AeTitle;
import org.nodulens.datasets.archive.PacsAddress;

/** A PACS in this process: keeps what is stored in a folder, finds it, sends it; can misbehave. */
final class TinyPacs implements AutoCloseable {
  static final String TITLE = "TINY";

  /** Stored files by SOP Instance UID. */
  final Map<String, Path> stored = new ConcurrentSkipListMap<>();

  /** What it answers to the storing of an instance, if not success. */
  final Map<String, Integer> storeStatus = new ConcurrentHashMap<>();

  /** Under which name it sends an instance, if not its own. */
  final Map<String, String> sentAs = new ConcurrentHashMap<>();

  /** After so many sub-operations of a C-GET it hangs up. */
  final AtomicInteger hangsUpAfter = new AtomicInteger(Integer.MAX_VALUE);

  /** After so many sub-operations of a C-GET, or at once when something is stored, it sleeps. */
  final AtomicInteger sleepsAfter = new AtomicInteger(Integer.MAX_VALUE);

  /** Whether it ends a C-GET at the first instance that it cannot send. */
  volatile boolean givesUp;

  /** Associations in which something was stored. */
  final Set<Association> callers = ConcurrentHashMap.newKeySet();

  /** C-GETs that were asked of it. */
  final AtomicInteger retrievals = new AtomicInteger();

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Path folder;
  private final Device device = new Device("tiny");
  private final ApplicationEntity entity = new ApplicationEntity(TITLE);
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private TinyPacs(Path folder, String... syntaxes) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (TransferCapability.Role role : TransferCapability.Role.values()) {
      entity.addTransferCapability(new TransferCapability(null, "*", role, syntaxes));
    }
  }

  /** Starts one that takes these transfer syntaxes, {@code *} for all. */
  static TinyPacs start(Path folder, String... syntaxes)
      throws IOException, GeneralSecurityException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bound(folder, syntaxes);
      } catch (BindException e) {
        // Somebody else was given the port that was free a moment ago.
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  private static TinyPacs bound(Path folder, String... syntaxes)
      throws IOException, GeneralSecurityException {
    TinyPacs pacs = new TinyPacs(folder, syntaxes);
    Connection connection = new Connection();
    connection.setHostname("127.0.0.1");
    connection.setPort(pacs.port);
    pacs.device.addConnection(connection);
    pacs.device.addApplicationEntity(pacs.entity);
    pacs.entity.addConnection(connection);
    pacs.entity.setAssociationAcceptor(true);
    pacs.device.setExecutor(pacs.threads);
    pacs.device.setScheduledExecutor(pacs.clock);
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(pacs.new Storage());
    services.addDicomService(pacs.new Query());
    services.addDicomService(pacs.new Retrieve());
    pacs.device.setDimseRQHandler(services);
    pacs.device.bindConnections();
    return pacs;
  }

  PacsAddress address() {
    return new PacsAddress(new AeTitle(TITLE), "127.0.0.1", port);
  }

  /** Answers none but these callers from now on. */
  void knows(String... callers) {
    entity.setAcceptedCallingAETitles(callers);
  }

  /** Returns once nobody writes into its folder any more. */
  @Override
  public void close() {
    closing.countDown();
    device.unbindConnections();
    threads.shutdownNow();
    clock.shutdownNow();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Attributes meta(Path file) {
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      return in.readFileMetaInformation();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attributes header(Path file) {
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      return in.readDatasetUntilPixelData();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> matching(Attributes keys) {
    return stored.values().stream()
        .filter(
            file -> {
              Attributes header = header(file);
              return matches(header, keys, Tag.StudyInstanceUID)
                  && matches(header, keys, Tag.SeriesInstanceUID)
                  && matches(header, keys, Tag.SOPInstanceUID);
            })
        .toList();
  }

  private static boolean matches(Attributes header, Attributes keys, int tag) {
    String asked = keys.getString(tag, "");
    return asked.isEmpty() || asked.equals(header.getString(tag));
  }

  /** Until it is closed, and then goes no further. */
  private void sleep() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new InterruptedIOException("closing");
  }

  private final class Storage extends BasicCStoreSCP {
    @Override
    protected void store(
        Association association,
        PresentationContext context,
        Attributes request,
        PDVInputStream data,
        Attributes response)
        throws IOException {
      if (sleepsAfter.get() == 0) {
        sleep();
      }
      callers.add(association);
      String uid = request.getString(Tag.AffectedSOPInstanceUID);
      Integer status = storeStatus.get(uid);
      if (status != null) {
        response.setInt(Tag.Status, VR.US, status);
        return;
      }
      Path file = folder.resolve(uid);
      Attributes meta =
          association.createFileMetaInformation(
              uid, request.getString(Tag.AffectedSOPClassUID), context.getTransferSyntax());
      try (OutputStream bytes = Files.newOutputStream(file);
          DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
        out.writeFileMetaInformation(meta);
        data.copyTo(out);
      }
      stored.put(uid, file);
    }
  }

  private final class Query extends BasicCFindSCP {
    Query() {
      super(UID.StudyRootQueryRetrieveInformationModelFind);
    }

    @Override
    protected QueryTask calculateMatches(
        Association association, PresentationContext context, Attributes request, Attributes keys) {
      boolean series = keys.getString(Tag.QueryRetrieveLevel).equals("SERIES");
      Map<String, Attributes> answers = new ConcurrentSkipListMap<>();
      for (Path file : matching(keys)) {
        Attributes header = header(file);
        header.setString(Tag.QueryRetrieveLevel, VR.CS, series ? "SERIES" : "IMAGE");
        answers.put(header.getString(series ? Tag.SeriesInstanceUID : Tag.SOPInstanceUID), header);
      }
      Iterator<Attributes> left = answers.values().iterator();
      return new BasicQueryTask(association, context, request, keys) {
        @Override
        protected boolean hasMoreMatches() {
          return left.hasNext();
        }

        @Override
        protected Attributes nextMatch() {
          return left.next();
        }
      };
    }
  }

  private final class Retrieve extends BasicCGetSCP {
    Retrieve() {
      super(UID.StudyRootQueryRetrieveInformationModelGet);
    }

    @Override
    protected RetrieveTask calculateMatches(
        Association association, PresentationContext context, Attributes request, Attributes keys) {
      retrievals.incrementAndGet();
      List<InstanceLocator> instances = new ArrayList<>();
      for (Path file : matching(keys)) {
        Attributes meta = meta(file);
        String uid = meta.getString(Tag.MediaStorageSOPInstanceUID);
        instances.add(
            new InstanceLocator(
                meta.getString(Tag.MediaStorageSOPClassUID),
                sentAs.getOrDefault(uid, uid),
                meta.getString(Tag.TransferSyntaxUID),
                file.toUri().toString()));
      }
      instances.sort(Comparator.comparing(instance -> instance.iuid));
      return new Sending(association, context, request, instances);
    }
  }

  private final class Sending extends BasicRetrieveTask<InstanceLocator> {
    private int sent;

    Sending(
        Association association,
        PresentationContext context,
        Attributes request,
        List<InstanceLocator> instances) {
      super(Dimse.C_GET_RQ, association, context, request, instances, association);
    }

    @Override
    protected String selectTransferSyntaxFor(Association association, InstanceLocator instance)
        throws IOException {
      if (!association.getTransferSyntaxesFor(instance.cuid).contains(instance.tsuid)) {
        canceled = givesUp;
        throw new DicomServiceException(Status.SOPclassNotSupported);
      }
      return instance.tsuid;
    }

    @Override
    protected void cstore(
        Association association, InstanceLocator instance, String syntax, DataWriter data)
        throws IOException, InterruptedException {
      if (sent == hangsUpAfter.get()) {
        association.getSocket().close();
      }
      if (sent == sleepsAfter.get()) {
        sleep();
      }
      sent++;
      super.cstore(association, instance, syntax, data);
    }
  }
}
