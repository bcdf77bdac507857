package org.nodulens.dicom;

/**
 * How a CT series was made: what its files say about it beside patient and pixels.
 *
 * @param date of study and series, {@code YYYYMMDD}
 * @param time alike, {@code HHMMSS}
 * @param convolutionKernel the manufacturer's name of the reconstruction filter
 */
public record CtScan(
    String manufacturer,
    String model,
    String convolutionKernel,
    double sliceThicknessMm,
    String seriesDescription,
    String date,
    String time) {
  public CtScan {
    if (!(sliceThicknessMm > 0 && Double.isFinite(sliceThicknessMm))) {
      throw new IllegalArgumentException("slice thickness must be > 0 mm, got " + sliceThicknessMm);
    }
    if (!date.matches("\\d{8}") || !time.matches("\\d{6}")) {
      throw new IllegalArgumentException(
          "expected a date YYYYMMDD and a time HHMMSS, got " + date + ", " + time);
    }
  }
}
