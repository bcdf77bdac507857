package org.nodulens.dicom.dcm4che;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.pdu.AAbort;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsException;

/** What went wrong with a PACS, on one line that names it. */
final class PacsFaults {
  private PacsFaults() {}

  /**
   * While it was called.
   *
   * @param silent whether it was given up
   */
  static PacsException ofCall(PacsCall pacs, IOException e, boolean silent) {
    if (e instanceof AAssociateRJ rejection) {
      return new PacsException(refusal(pacs, rejection), e);
    }
    if (e instanceof UnknownHostException) {
      return unreachable(pacs, "no such host", e);
    }
    if (e instanceof SocketTimeoutException) {
      return unreachable(pacs, "no answer within " + seconds(pacs), e);
    }
    if (e instanceof ConnectException) {
      return unreachable(pacs, "connection refused; does a PACS listen there?", e);
    }
    if (e instanceof AAbort abort
        && abort.getSource() == AAbort.UL_SERIVE_PROVIDER
        && abort.getReason() != AAbort.REASON_NOT_SPECIFIED) {
      return new PacsException(pacs.called() + " gave an answer that is not DICOM", e);
    }
    if (silent) {
      return new PacsException(
          pacs.called() + " was reached but did not answer within " + seconds(pacs), e);
    }
    return ofExchange(pacs, e, false);
  }

  /** After it had accepted the call. */
  static PacsException ofExchange(PacsCall pacs, IOException e, boolean silent) {
    if (silent) {
      return new PacsException(pacs.called() + " fell silent for more than " + seconds(pacs), e);
    }
    if (e instanceof AAbort) {
      return new PacsException(pacs.called() + " aborted the association", e);
    }
    if (e instanceof NoPresentationContextException) {
      return new PacsException(pacs.called() + " does not offer this service", e);
    }
    if (e instanceof EOFException) {
      return new PacsException(pacs.called() + " closed the connection", e);
    }
    return new PacsException("the connection to " + pacs.called() + " broke: " + e.getMessage(), e);
  }

  private static String refusal(PacsCall pacs, AAssociateRJ rejection) {
    if (rejection.getSource() == AAssociateRJ.SOURCE_SERVICE_USER) {
      if (rejection.getReason() == AAssociateRJ.REASON_CALLED_AET_NOT_RECOGNIZED) {
        return pacs.called() + " refused the call: its AE title is another";
      }
      if (rejection.getReason() == AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED) {
        return pacs.called() + " refused the call: it does not know the AE title " + pacs.calling();
      }
    }
    boolean later = rejection.getResult() == AAssociateRJ.RESULT_REJECTED_TRANSIENT;
    return pacs.called() + " refused the call" + (later ? " for now; try again later" : "");
  }

  private static PacsException unreachable(PacsCall pacs, String why, IOException e) {
    return new PacsException("cannot reach " + pacs.called() + ": " + why, e);
  }

  private static String seconds(PacsCall pacs) {
    return pacs.patience().toSeconds() + " s";
  }
}
