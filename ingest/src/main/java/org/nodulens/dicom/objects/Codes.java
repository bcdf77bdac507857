package org.nodulens.dicom.objects;

import org.nodulens.dicom.CodedTerm;

/** The concepts that are used, by their codes (PS3.16). */
public final class Codes {
  /** Of concepts that no public scheme has (PS3.16 8.2: 99 marks a scheme of one's own). */
  public static final String OWN_SCHEME = "99NODULENS";

  public static final CodedTerm LUNG = new CodedTerm("SCT", "39607008", "Lung");
  public static final CodedTerm NODULE = new CodedTerm("SCT", "27925004", "Nodule");
  public static final CodedTerm LONG_AXIS = new CodedTerm("SCT", "103339001", "Long Axis");
  public static final CodedTerm SHORT_AXIS = new CodedTerm("SCT", "103340004", "Short Axis");
  public static final CodedTerm VOLUME = new CodedTerm("SCT", "118565006", "Volume");
  public static final CodedTerm MEAN = new CodedTerm("SCT", "373098007", "Mean");
  public static final CodedTerm ATTENUATION = dcm("112031", "Attenuation Coefficient");
  public static final CodedTerm PROBABILITY_OF_CANCER = dcm("111047", "Probability of cancer");

  public static final CodedTerm MM = new CodedTerm("UCUM", "mm", "millimeter");
  public static final CodedTerm MM3 = new CodedTerm("UCUM", "mm3", "cubic millimeter");
  public static final CodedTerm HU = new CodedTerm("UCUM", "[hnsf'U]", "Hounsfield unit");
  public static final CodedTerm PERCENT = new CodedTerm("UCUM", "%", "Percent");
  public static final CodedTerm SCORE = new CodedTerm("UCUM", "{score}", "Score");
  public static final CodedTerm ONE = new CodedTerm("UCUM", "1", "no units");

  static final CodedTerm SOURCE_IMAGE =
      dcm("121322", "Source image for image processing operation");
  static final CodedTerm ABNORMALITY =
      new CodedTerm("SCT", "49755003", "Morphologically Abnormal Structure");
  static final CodedTerm SPATIAL_CONCEPT =
      new CodedTerm("SCT", "309825002", "Spatial and Relational Concept");
  static final CodedTerm SEGMENTATION = dcm("113076", "Segmentation");
  static final CodedTerm ACQUISITION_EQUIPMENT = dcm("109101", "Acquisition Equipment");
  static final CodedTerm ARTIFICIAL_INTELLIGENCE = dcm("123109", "Artificial Intelligence");
  static final CodedTerm IMPORTANCE = own("importance", "Signed importance for a prediction");
  static final CodedTerm IMPORTANT_REGION =
      own("important-region", "Region important for a prediction");
  static final CodedTerm OVERLAY = own("overlay", "Importance map drawn over the image");
  static final CodedTerm QUANTITY = new CodedTerm("SCT", "246205007", "Quantity");

  private Codes() {}

  static CodedTerm dcm(String value, String meaning) {
    return new CodedTerm("DCM", value, meaning);
  }

  /**
   * A concept of this program's own.
   *
   * @param value at most 16 characters of ASCII, such as {@code spiculation}
   */
  public static CodedTerm own(String value, String meaning) {
    return new CodedTerm(OWN_SCHEME, Words.of(value, 16), Words.of(meaning, 64));
  }
}
