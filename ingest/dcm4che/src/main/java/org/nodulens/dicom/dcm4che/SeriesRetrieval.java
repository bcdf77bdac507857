package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.pdu.RoleSelection;
import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.archive.InstanceSink;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsSeries;
import org.nodulens.datasets.archive.PacsSeries.Instance;
import org.nodulens.datasets.archive.Retrieval;
import org.nodulens.dicom.DicomUid;

/** Fetches one series (C-GET, Study Root, PS3.4 C.4.3). */
final class SeriesRetrieval {
  private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;

  /** Their numbers are the odd ones of a byte (PS3.8 section 9.3.2.2). */
  static final int MOST_CONTEXTS = 128;

  /** So many asked for one by one that did not come: the rest will not come either. */
  private static final int MOST_IN_VAIN = 32;

  /** What is offered where the PACS does not say what it has, in order. */
  private static final List<String> USUAL_CLASSES =
      List.of(
          UID.CTImageStorage,
          UID.EnhancedCTImageStorage,
          UID.LegacyConvertedEnhancedCTImageStorage,
          UID.SecondaryCaptureImageStorage,
          UID.SegmentationStorage,
          UID.RTStructureSetStorage,
          UID.Comprehensive3DSRStorage,
          UID.PositronEmissionTomographyImageStorage);

  private final PacsSeries series;
  private final Set<String> syntaxes;
  private final InstanceSink sink;

  SeriesRetrieval(PacsSeries series, Set<String> syntaxes, InstanceSink sink) {
    this.series = series;
    this.syntaxes = syntaxes;
    this.sink = sink;
  }

  Retrieval from(PacsCall pacs) throws IOException {
    ArrivalService arrivals = new ArrivalService(sink);
    try (PacsAssociation association = PacsAssociation.open(pacs, request(), arrivals)) {
      arrivals.onProgress(() -> association.allow(pacs.patience()));
      return fetch(association, arrivals);
    } catch (IOException e) {
      throw arrivals.localFault().orElse(e);
    }
  }

  /** A context for the question, and one for each pair of SOP class and transfer syntax. */
  private AAssociateRQ request() {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(
        new PresentationContext(1, GET, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    for (String sopClass : classes()) {
      if (request.getNumberOfPresentationContexts() + syntaxes.size() <= MOST_CONTEXTS) {
        // One syntax a context: offered together, the PACS would pick one and recode the rest.
        syntaxes.forEach(syntax -> request.addPresentationContextFor(sopClass, syntax));
        request.addRoleSelection(new RoleSelection(sopClass, /* scu= */ false, /* scp= */ true));
      }
    }
    return request;
  }

  private Set<String> classes() {
    Set<String> classes = new LinkedHashSet<>();
    for (Instance instance : series.instances()) {
      if (DicomUid.isValid(instance.sopClassUid())) {
        classes.add(instance.sopClassUid());
      }
    }
    classes.addAll(USUAL_CLASSES);
    return classes;
  }

  private static List<String> failed(@Nullable Attributes identifier) {
    String[] uids = identifier == null ? null : identifier.getStrings(Tag.FailedSOPInstanceUIDList);
    return uids == null ? List.of() : List.of(uids);
  }

  private Retrieval fetch(PacsAssociation association, ArrivalService arrivals) throws IOException {
    Retrieval whole = get(association, keys("SERIES"));
    String status = whole.status();
    int inVain = 0;
    // Some give a series up at the first instance that they cannot send: the others one by one.
    for (Instance instance : series.instances()) {
      String uid = instance.sopUid();
      if (inVain < MOST_IN_VAIN && DicomUid.isValid(uid) && !arrivals.hasCome(uid)) {
        Attributes keys = keys("IMAGE");
        keys.setString(Tag.SOPInstanceUID, VR.UI, uid);
        status = get(association, keys).status();
        inVain = arrivals.hasCome(uid) ? 0 : inVain + 1;
      }
    }
    return new Retrieval(status, whole.failedUids());
  }

  private Attributes keys(String level) {
    Attributes keys = new Attributes();
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, level);
    keys.setString(Tag.StudyInstanceUID, VR.UI, series.studyUid());
    keys.setString(Tag.SeriesInstanceUID, VR.UI, series.seriesUid());
    return keys;
  }

  private static Retrieval get(PacsAssociation association, Attributes keys) throws IOException {
    DimseRSP answers = association.exchange(pacs -> pacs.cget(GET, Priority.NORMAL, keys, null));
    Retrieval retrieval = new Retrieval("no answer", List.of());
    while (association.next(answers)) {
      int status = answers.getCommand().getInt(Tag.Status, -1);
      if (!Status.isPending(status)) {
        retrieval = new Retrieval(DimseStatus.describe(status), failed(answers.getDataset()));
      }
    }
    return retrieval;
  }
}
