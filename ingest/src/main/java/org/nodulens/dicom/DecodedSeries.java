package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.nodulens.ct.VolumeGeometry;

/**
 * A CT series whose files another program has read: their headers as text, their samples in its
 * memory. Slices are put in order, placed and rescaled as {@link CtSeriesScanner} and {@link
 * CtSeriesReader} do it; what they refuse is refused here.
 */
public final class DecodedSeries {
  private final String uid;
  private final String patientId;
  private final SliceStack stack;
  private final int[] given;

  private DecodedSeries(String uid, String patientId, SliceStack stack, int[] given) {
    this.uid = uid;
    this.patientId = patientId;
    this.stack = stack;
    this.given = given;
  }

  /** Whether a text is a header as ImageJ prints it. */
  public static boolean isHeader(String text) {
    return HeaderText.isOne(text);
  }

  /**
   * The series that these slices make.
   *
   * @param headers as ImageJ prints them, one a slice, in any order
   * @throws DicomFormatException with the codes of files and series: what is no CT, what lacks a
   *     mandatory attribute, what makes no one evenly spaced volume
   */
  public static DecodedSeries of(List<String> headers) throws DicomFormatException {
    Sharing sharing = new Sharing();
    IdentityHashMap<SliceHeader, Integer> places = new IdentityHashMap<>();
    List<SliceHeader> slices = new ArrayList<>();
    String uid = "";
    String patientId = "";
    for (int i = 0; i < headers.size(); i++) {
      String name = "slice " + (i + 1) + " of the stack";
      DicomFile file = DicomFile.ofAttributes(name, HeaderText.values(name, headers.get(i)));
      DicomAttributes header = requireCt(file.attributes(), name);
      String ofSlice = header.requireText(Tag.SERIES_INSTANCE_UID);
      String patient = header.text(Tag.PATIENT_ID).orElse("");
      if (i > 0 && (!ofSlice.equals(uid) || !patient.equals(patientId))) {
        throw new DicomFormatException(
            "mixed-series",
            name + " belongs to another series than the first: open one series by itself");
      }
      uid = ofSlice;
      patientId = patient;
      SliceHeader slice = SliceHeader.ofDecoded(file, sharing);
      places.put(slice, i);
      slices.add(slice);
    }
    SliceStack stack = SliceOrder.order(uid, slices);
    if (stack.isTilted()) {
      throw new SidewaysShift(uid, stack.slices()).refusal();
    }
    int[] given = stack.slices().stream().mapToInt(places::get).toArray();
    return new DecodedSeries(uid, patientId, stack, given);
  }

  private static DicomAttributes requireCt(DicomAttributes header, String name)
      throws DicomFormatException {
    String modality = header.requireText(Tag.MODALITY);
    if (!modality.equals("CT")) {
      throw new DicomFormatException(
          "not-ct", Tag.MODALITY + " is " + modality + ", expected CT, in " + name);
    }
    return header;
  }

  /** Series Instance UID. */
  public String uid() {
    return uid;
  }

  /** The collection's own name of the patient; empty if there is none. */
  public String patientId() {
    return patientId;
  }

  /** Slices in ascending order along row x column direction. */
  public VolumeGeometry geometry() {
    return stack.geometry();
  }

  /** Which of the given headers a slice of the volume is, from 0. */
  public int given(int slice) {
    return given[slice];
  }

  /** Whether a slice's samples are in two's complement. */
  public boolean isSigned(int slice) {
    return stack.slices().get(slice).format().signed();
  }

  /** What a slice's header makes of a stored value: HU, not rounded. */
  public double rescaled(int slice, int storedValue) {
    return stack.slices().get(slice).rescale().hu(storedValue);
  }

  /**
   * A slice's HU.
   *
   * @param samples as they are stored, in 16 bits
   */
  public short[] hu(int slice, short[] samples) {
    SliceHeader header = stack.slices().get(slice);
    short[] hu = Arrays.copyOf(samples, samples.length);
    HuConversion.of(new HuRule(header.format(), header.padding(), header.rescale())).apply(hu);
    return hu;
  }
}
