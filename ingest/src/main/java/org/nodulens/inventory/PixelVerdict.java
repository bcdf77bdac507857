package org.nodulens.inventory;

import java.io.IOException;
import org.nodulens.ct.HuCheck;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.DicomFormatException;

/** What a few slices' pixels say of a series. */
public sealed interface PixelVerdict {
  /** Nobody looked. */
  record NotRead() implements PixelVerdict {}

  record Checked(HuCheck check) implements PixelVerdict {}

  /**
   * They cannot be read.
   *
   * @param code as in {@code rejected.csv}
   */
  record Unreadable(String code, String reason) implements PixelVerdict {}

  /** Reads up to nine slices. */
  static PixelVerdict of(CtSeries series) {
    try {
      return new Checked(HuCheck.of(CtSeriesReader.of(series)));
    } catch (DicomFormatException e) {
      return new Unreadable(e.code(), series.withoutFolders(e.reason()));
    } catch (IOException e) {
      return new Unreadable("unreadable", "a file of it cannot be read");
    }
  }
}
