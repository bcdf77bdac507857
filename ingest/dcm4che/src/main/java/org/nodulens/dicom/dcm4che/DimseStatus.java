package org.nodulens.dicom.dcm4che;

import java.util.Locale;
import org.dcm4che3.net.Status;

/** A status of DIMSE (PS3.7 annex C, PS3.4 annexes B and C), as a sentence's end. */
final class DimseStatus {
  private static final int CLASS = 0xF000;
  private static final int WARNING = 0xB000;

  private DimseStatus() {}

  static boolean isSuccessOrWarning(int status) {
    return status == Status.Success || (status & CLASS) == WARNING;
  }

  /** For instance {@code out of resources (status A700)}. */
  static String describe(int status) {
    return meaning(status) + String.format(Locale.ROOT, " (status %04X)", status);
  }

  private static String meaning(int status) {
    return switch (status) {
      case Status.Success -> "success";
      case Status.Cancel -> "cancelled";
      case Status.NotAuthorized -> "not authorized";
      case Status.SOPclassNotSupported -> "this kind of object is not supported";
      case Status.ProcessingFailure -> "processing failure";
      case Status.OutOfResources -> "out of resources";
      case Status.UnableToCalculateNumberOfMatches, Status.UnableToPerformSubOperations ->
          "out of resources for sub-operations";
      case Status.OneOrMoreFailures -> "some sub-operations failed";
      default ->
          switch (status & 0xFF00) {
            case 0xA700 -> "out of resources";
            case 0xA900 -> "the object does not fit its SOP class";
            default -> (status & CLASS) == 0xC000 ? "it could not be processed" : "a failure";
          };
    };
  }
}
