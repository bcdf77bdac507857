package org.nodulens.datasets.lidc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/**
 * What a reading is of.
 *
 * @param seriesUid empty if the file does not say
 * @param studyUid likewise
 * @param resubmitted the header calls it a resubmission or correction
 * @param served when the service was done; {@link #UNKNOWN_TIME} where it is not given or blinded
 */
public record ReadingHeader(
    String seriesUid, String studyUid, boolean resubmitted, LocalDateTime served) {
  /** What stands in the files for a time that was taken out: midnight of 2000-01-01. */
  public static final LocalDateTime UNKNOWN_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  static boolean tellsOfResubmission(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("resubmi") || lower.contains("correction");
  }

  /** Dates before 2000 and what is no date count as unknown. */
  static LocalDateTime time(String date, String time) {
    try {
      LocalDate day = LocalDate.parse(date);
      if (day.isAfter(UNKNOWN_TIME.toLocalDate())) {
        return day.atTime(time.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(time));
      }
    } catch (DateTimeException e) {
      return UNKNOWN_TIME;
    }
    return UNKNOWN_TIME;
  }
}
