package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.IncompatibleConnectionException;

/** dcm4che's connection, whose socket the watchdog gets before a word is said. */
final class GuardedConnection extends Connection {
  private static final long serialVersionUID = 1L;

  /** Larger than dcm4che's own 16 KiB: fewer packets for the same slices. */
  private static final int PDU_LENGTH = 1 << 17;

  private final transient Watchdog watchdog;

  GuardedConnection(Watchdog watchdog, int connectTimeoutMs) {
    this.watchdog = watchdog;
    setConnectTimeout(connectTimeoutMs);
    setReceivePDULength(PDU_LENGTH);
    setSendPDULength(PDU_LENGTH);
  }

  @Override
  public Socket connect(Connection remote)
      throws IOException, IncompatibleConnectionException, GeneralSecurityException {
    Socket socket = super.connect(remote);
    watchdog.guard(socket);
    return socket;
  }
}
