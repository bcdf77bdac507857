package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.service.DicomService;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsException;

/** An association with a PACS, open from {@link #open} to {@link #close}. */
final class PacsAssociation implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final long ROUND_MS = 100;

  private final PacsCall pacs;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(daemon("reader"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemon("clock"));
  private final Watchdog watchdog;
  private final ScheduledFuture<?> rounds;
  private final Association association;

  /** Something that is asked of the PACS. */
  @FunctionalInterface
  interface Exchange<T> {
    T with(Association association) throws IOException, InterruptedException;
  }

  private PacsAssociation(PacsCall pacs, AAssociateRQ request, DicomService... services)
      throws IOException {
    this.pacs = pacs;
    watchdog = new Watchdog(pacs.patience());
    rounds = clock.scheduleWithFixedDelay(watchdog, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
    try {
      association = connect(request, services);
    } catch (IOException | RuntimeException e) {
      shutDown();
      throw e;
    }
  }

  /**
   * Calls the PACS.
   *
   * @param request its presentation contexts; the titles are filled in
   * @param services what the PACS may ask of us in return
   */
  static PacsAssociation open(PacsCall pacs, AAssociateRQ request, DicomService... services)
      throws IOException {
    return new PacsAssociation(pacs, request, services);
  }

  private Association connect(AAssociateRQ request, DicomService... services) throws IOException {
    int patienceMs = (int) pacs.patience().toMillis();
    Connection local = new GuardedConnection(watchdog, patienceMs);
    Connection remote = new Connection();
    remote.setHostname(pacs.called().host());
    remote.setPort(pacs.called().port());
    request.setCallingAET(pacs.calling().text());
    request.setCalledAET(pacs.called().title().text());
    try {
      return entity(local, services).connect(local, remote, request);
    } catch (IOException e) {
      throw PacsFaults.ofCall(pacs, e, watchdog.hasBitten());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IncompatibleConnectionException | GeneralSecurityException e) {
      throw new PacsException(pacs.called() + " cannot be called: " + e.getMessage(), e);
    }
  }

  /** Ourselves, as dcm4che wants to be told. */
  private ApplicationEntity entity(Connection local, DicomService... services) {
    DicomServiceRegistry registry = new DicomServiceRegistry();
    for (DicomService service : services) {
      registry.addDicomService(service);
    }
    ApplicationEntity entity = new ApplicationEntity(pacs.calling().text());
    Device device = new Device("nodulens");
    device.addConnection(local);
    device.addApplicationEntity(entity);
    device.setExecutor(reader);
    device.setScheduledExecutor(clock);
    device.setDimseRQHandler(registry);
    entity.addConnection(local);
    return entity;
  }

  /** Asks something of the PACS; its faults become a {@link PacsException}. */
  <T> T exchange(Exchange<T> exchange) throws IOException {
    return exchange(pacs.patience(), exchange);
  }

  /** Alike, with so much silence allowed. */
  <T> T exchange(Duration silence, Exchange<T> exchange) throws IOException {
    allow(silence);
    try {
      return exchange.with(association);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw PacsFaults.ofExchange(pacs, e, watchdog.hasBitten());
    }
  }

  /** Waits for the next answer; false where there is no more. */
  boolean next(DimseRSP answers) throws IOException {
    return exchange(open -> answers.next());
  }

  /** The transfer syntaxes that the PACS takes for a kind of object. */
  Set<String> accepted(String sopClassUid) {
    return association.getTransferSyntaxesFor(sopClassUid);
  }

  /** So much silence is fine from now on. */
  void allow(Duration silence) {
    watchdog.allow(silence);
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException fault = new InterruptedIOException("interrupted");
    fault.initCause(e);
    return fault;
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, "pacs-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    watchdog.allow(FAREWELL);
    try {
      if (association.isReadyForDataTransfer()) {
        association.release();
        association.waitForSocketClose();
      }
    } catch (IOException e) {
      // All that was asked is answered: a PACS that hangs up without a word takes nothing back.
      association.abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shutDown();
    }
  }

  private void shutDown() {
    rounds.cancel(false);
    watchdog.closeSocket();
    reader.shutdownNow();
    clock.shutdownNow();
  }
}
