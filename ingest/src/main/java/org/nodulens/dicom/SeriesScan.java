package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.List;

/**
 * What a folder tree holds. Each file found is a slice of a series, a rejected file, set aside, or
 * passed over.
 *
 * @param filesFound files and unreadable folders, those passed over included
 * @param series in order of UID; where one has several volumes, in order of their parts
 * @param rejectedSeries slices that are in none of the series, though others of their UID may be
 * @param passedOver what the caller did not want to be looked into, in order of path
 * @param setAside objects of the SOP classes that the caller wants, in order of path
 */
public record SeriesScan(
    long filesFound,
    List<CtSeries> series,
    List<RejectedSeries> rejectedSeries,
    List<RejectedFile> rejectedFiles,
    List<Path> passedOver,
    List<DicomLocation> setAside) {
  public SeriesScan {
    series = List.copyOf(series);
    rejectedSeries = List.copyOf(rejectedSeries);
    rejectedFiles = List.copyOf(rejectedFiles);
    passedOver = List.copyOf(passedOver);
    setAside = List.copyOf(setAside);
  }

  /** Files that hold slices of a series, be it rejected or not. */
  public long filesOfSeries() {
    return filesFound - rejectedFiles.size() - passedOver.size() - setAside.size();
  }
}
