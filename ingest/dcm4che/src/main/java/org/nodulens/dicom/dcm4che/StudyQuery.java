package org.nodulens.dicom.dcm4che;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsException;
import org.nodulens.datasets.archive.PacsSeries;
import org.nodulens.datasets.archive.PacsSeries.Instance;
import org.nodulens.dicom.DicomUid;

/** Asks what a study holds (C-FIND, Study Root, PS3.4 C.6.2): its series, then their instances. */
final class StudyQuery {
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;

  /** No study has as many; a PACS that ignores the question would list all it has. */
  private static final int MOST_ANSWERS = 1 << 20;

  private final PacsCall pacs;
  private final PacsAssociation association;

  private StudyQuery(PacsCall pacs, PacsAssociation association) {
    this.pacs = pacs;
    this.association = association;
  }

  static List<PacsSeries> ask(PacsCall pacs, String studyUid) throws IOException {
    AAssociateRQ request = new AAssociateRQ();
    request.addPresentationContext(
        new PresentationContext(1, FIND, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    try (PacsAssociation association = PacsAssociation.open(pacs, request)) {
      return new StudyQuery(pacs, association).series(studyUid);
    }
  }

  private List<PacsSeries> series(String studyUid) throws IOException {
    Attributes keys = keys("SERIES", studyUid);
    keys.setNull(Tag.SeriesInstanceUID, VR.UI);
    List<PacsSeries> series = new ArrayList<>();
    for (Attributes answer : answers(keys)) {
      String seriesUid = answer.getString(Tag.SeriesInstanceUID, "");
      series.add(new PacsSeries(studyUid, seriesUid, instances(studyUid, seriesUid)));
    }
    return series;
  }

  private List<Instance> instances(String studyUid, String seriesUid) throws IOException {
    if (!DicomUid.isValid(seriesUid)) {
      return List.of();
    }
    Attributes keys = keys("IMAGE", studyUid);
    keys.setString(Tag.SeriesInstanceUID, VR.UI, seriesUid);
    keys.setNull(Tag.SOPInstanceUID, VR.UI);
    keys.setNull(Tag.SOPClassUID, VR.UI);
    List<Instance> instances = new ArrayList<>();
    for (Attributes answer : answers(keys)) {
      instances.add(
          new Instance(
              answer.getString(Tag.SOPInstanceUID, ""), answer.getString(Tag.SOPClassUID, "")));
    }
    return instances;
  }

  private static Attributes keys(String level, String studyUid) {
    Attributes keys = new Attributes();
    keys.setString(Tag.QueryRetrieveLevel, VR.CS, level);
    keys.setString(Tag.StudyInstanceUID, VR.UI, studyUid);
    return keys;
  }

  private List<Attributes> answers(Attributes keys) throws IOException {
    DimseRSP answers =
        association.exchange(pacs -> pacs.cfind(FIND, Priority.NORMAL, keys, null, 0));
    List<Attributes> found = new ArrayList<>();
    while (association.next(answers)) {
      int status = answers.getCommand().getInt(Tag.Status, -1);
      Attributes answer = answers.getDataset();
      if (!Status.isPending(status)) {
        requireSuccess(status);
      } else if (answer != null && isAbout(answer, keys)) {
        found.add(answer);
      }
      if (found.size() > MOST_ANSWERS) {
        throw new PacsException(
            pacs.called() + " lists more than " + MOST_ANSWERS + " objects for one study");
      }
    }
    return found;
  }

  /** Whether an answer is about what was asked: some PACS ignore keys that they do not know. */
  private static boolean isAbout(Attributes answer, Attributes keys) {
    for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
      String asked = keys.getString(tag, "");
      if (!asked.isEmpty() && !answer.getString(tag, asked).equals(asked)) {
        return false;
      }
    }
    return true;
  }

  private void requireSuccess(int status) throws PacsException {
    if (status != Status.Success) {
      throw new PacsException(pacs.called() + " failed the query: " + DimseStatus.describe(status));
    }
  }
}
