package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An RT Structure Set (PS3.3 A.19, C.8.8.5, C.8.8.6 and C.8.8.8): regions of interest, drawn as
 * contours in the patient.
 */
public final class RtStructure {
  /** RT Structure Set Storage (PS3.4 B.5). */
  public static final String SOP_CLASS_UID = "1.2.840.10008.5.1.4.1.1.481.3";

  private static final Set<SequenceTag> SEQUENCES =
      EnumSet.range(SequenceTag.REFERENCED_FRAME_OF_REFERENCE, SequenceTag.RT_ROI_OBSERVATIONS);

  private final ObjectReferences references;
  private final List<RtRoi> rois;

  private RtStructure(ObjectReferences references, List<RtRoi> rois) {
    this.references = references;
    this.rois = rois;
  }

  /**
   * Reads a structure set; its contours' points only when somebody asks for them.
   *
   * @throws DicomFormatException if it is damaged, or something else
   */
  public static RtStructure read(DicomLocation location) throws IOException {
    DicomFile file = DicomFile.readHeader(location, SEQUENCES);
    String sopClass = file.attributes().requireText(Tag.SOP_CLASS_UID);
    if (!sopClass.equals(SOP_CLASS_UID)) {
      throw new DicomFormatException(
          "not-rtstruct", "SOP class " + sopClass + " is no RT Structure Set");
    }
    return new RtStructure(ObjectReferences.ofStructureSet(file), rois(file));
  }

  private static List<RtRoi> rois(DicomFile file) throws DicomFormatException {
    Map<Integer, String> names = names(file);
    Map<Integer, String> types = types(file);
    Map<Integer, List<DicomItem>> contours = new HashMap<>();
    for (DicomItem item : file.items(SequenceTag.ROI_CONTOUR)) {
      int number = item.attributes().requireInteger(Tag.REFERENCED_ROI_NUMBER);
      names.putIfAbsent(number, "");
      contours
          .computeIfAbsent(number, n -> new ArrayList<>())
          .addAll(item.items(SequenceTag.CONTOUR));
    }
    List<RtRoi> rois = new ArrayList<>();
    names.forEach(
        (number, name) ->
            rois.add(
                new RtRoi(
                    number,
                    name,
                    Optional.ofNullable(types.get(number)),
                    contours.getOrDefault(number, List.of()))));
    return List.copyOf(rois);
  }

  private static Map<Integer, String> names(DicomFile file) throws DicomFormatException {
    Map<Integer, String> names = new TreeMap<>();
    for (DicomItem item : file.items(SequenceTag.STRUCTURE_SET_ROI)) {
      DicomAttributes roi = item.attributes();
      int number = roi.requireInteger(Tag.ROI_NUMBER);
      if (names.put(number, roi.text(Tag.ROI_NAME).orElse("")) != null) {
        throw new DicomFormatException(
            "bad-value", "two regions have the number " + number + " in " + roi.where());
      }
    }
    return names;
  }

  private static Map<Integer, String> types(DicomFile file) throws DicomFormatException {
    Map<Integer, String> types = new HashMap<>();
    for (DicomItem item : file.items(SequenceTag.RT_ROI_OBSERVATIONS)) {
      DicomAttributes observation = item.attributes();
      Optional<String> type = observation.text(Tag.RT_ROI_INTERPRETED_TYPE);
      if (type.isPresent()) {
        types.putIfAbsent(observation.requireInteger(Tag.REFERENCED_ROI_NUMBER), type.get());
      }
    }
    return types;
  }

  public ObjectReferences references() {
    return references;
  }

  /** In order of number; those that contours name but the structure set does not have no name. */
  public List<RtRoi> rois() {
    return rois;
  }
}
