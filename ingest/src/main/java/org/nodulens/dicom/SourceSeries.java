package org.nodulens.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.nodulens.ct.VolumeGeometry;

/**
 * A CT series as the source of objects made from it: where they belong, and what they refer to.
 * Holds the patient's attributes as bytes to be copied, not as texts.
 */
public final class SourceSeries {
  /** Where a source says no date or time; made objects must have one, and "now" is none. */
  private static final String NO_DATE = "19700101";

  private static final String NO_TIME = "000000";

  private static final Set<WrittenAttribute> FRAME_OF_REFERENCE =
      Set.of(
          WrittenAttribute.FRAME_OF_REFERENCE_UID, WrittenAttribute.POSITION_REFERENCE_INDICATOR);

  private final CtSeries series;
  private final DicomAttributes attributes;
  private final DicomDataSet copied;

  private SourceSeries(CtSeries series, DicomAttributes attributes, DicomDataSet copied) {
    this.series = series;
    this.attributes = attributes;
    this.copied = copied;
  }

  /**
   * Reads what is needed of the series' first slice.
   *
   * @throws DicomFormatException {@code missing-tag} or {@code bad-value} if the series does not
   *     say which study and frame of reference it belongs to
   */
  public static SourceSeries of(CtSeries series) throws IOException {
    SliceHeader first = series.slices().get(0);
    DicomAttributes attributes = DicomFile.readHeader(first.location()).attributes();
    requireUid(attributes, Tag.STUDY_INSTANCE_UID);
    requireUid(attributes, Tag.SERIES_INSTANCE_UID);
    requireUid(attributes, Tag.FRAME_OF_REFERENCE_UID);
    for (SliceHeader slice : series.slices()) {
      if (!DicomUid.isValid(slice.sopClassUid()) || !DicomUid.isValid(slice.sopUid())) {
        throw new DicomFormatException(
            "bad-value",
            "a slice of series "
                + series.uid()
                + " cannot be referred to: SOP class '"
                + slice.sopClassUid()
                + "', SOP instance '"
                + slice.sopUid()
                + "'");
      }
    }
    return new SourceSeries(series, attributes, CopiedAttributes.of(first.location()));
  }

  private static void requireUid(DicomAttributes attributes, Tag tag) throws DicomFormatException {
    String uid = attributes.requireText(tag);
    if (!DicomUid.isValid(uid)) {
      throw new DicomFormatException("bad-value", tag + " is no UID in " + attributes.where());
    }
  }

  public String seriesUid() {
    return series.uid();
  }

  public String studyUid() {
    return attributes.text(Tag.STUDY_INSTANCE_UID).orElseThrow();
  }

  /** Where the slices lie. */
  public VolumeGeometry geometry() {
    return series.geometry();
  }

  /**
   * A slice, to be referred to.
   *
   * @param slice from 0, as in the geometry
   */
  public ImageReference slice(int slice) {
    SliceHeader header = series.slices().get(slice);
    return new ImageReference(
        header.sopClassUid(),
        header.sopUid(),
        header.isEnhanced() ? OptionalInt.of(header.frame() + 1) : OptionalInt.empty());
  }

  /** All instances of the series, each once, in the order of the slices. */
  public List<ImageReference> instances() {
    return series.slices().stream()
        .map(
            header ->
                new ImageReference(header.sopClassUid(), header.sopUid(), OptionalInt.empty()))
        .distinct()
        .toList();
  }

  /** The Slice Thickness (0018,0050) that all slices have; none where one has another, or none. */
  public OptionalDouble sliceThicknessMm() {
    OptionalDouble first = series.slices().get(0).thicknessMm();
    boolean same = series.slices().stream().allMatch(slice -> slice.thicknessMm().equals(first));
    return same ? first : OptionalDouble.empty();
  }

  /** Stored value to HU of a slice: slope, then intercept. */
  public double[] rescale(int slice) {
    ModalityRescale rescale = series.slices().get(slice).rescale();
    return new double[] {rescale.slope(), rescale.intercept()};
  }

  /** Patient and study, and how the source was de-identified, as the source has them. A copy. */
  public DicomDataSet patientAndStudy() {
    return copied.without(FRAME_OF_REFERENCE);
  }

  /** The Frame of Reference module (PS3.3 C.7.4.1) as the source has it. A copy. */
  public DicomDataSet frameOfReference() {
    return copied.only(FRAME_OF_REFERENCE);
  }

  /**
   * The study's date, {@code YYYYMMDD}: what is made from the series later is dated as the study,
   * so that the same run makes the same bytes. 19700101 where the study has none.
   */
  public String date() {
    return attributes.text(Tag.STUDY_DATE).filter(text -> text.matches("\\d{8}")).orElse(NO_DATE);
  }

  /** The study's time, {@code HHMMSS}; 000000 where it has none. */
  public String time() {
    return attributes
        .text(Tag.STUDY_TIME)
        .filter(text -> text.matches("\\d{6}(\\.\\d{1,6})?"))
        .map(text -> text.substring(0, NO_TIME.length()))
        .orElse(NO_TIME);
  }

  /** The scanner's manufacturer, where it is told in plain ASCII. */
  public Optional<String> manufacturer() {
    return plain(Tag.MANUFACTURER);
  }

  /** The scanner's model, where it is told in plain ASCII. */
  public Optional<String> manufacturerModel() {
    return plain(Tag.MANUFACTURER_MODEL);
  }

  private Optional<String> plain(Tag tag) {
    return attributes.text(tag).filter(text -> text.matches("[ -\\[\\]-~]{1,64}"));
  }
}
