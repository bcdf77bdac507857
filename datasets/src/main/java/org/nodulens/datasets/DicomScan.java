package org.nodulens.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.SliceSource;
import org.nodulens.dicom.Acquisition;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.DicomFormatException;

/** A DICOM series. Of its pixels only what a crop needs is read. */
public record DicomScan(CtSeries series, String path, String patientId, List<String> flags)
    implements Scan {
  public DicomScan {
    flags = List.copyOf(flags);
  }

  /**
   * A series of the patient that it names.
   *
   * @param path of its folder, relative to the dataset's root
   */
  public static DicomScan of(CtSeries series, String path) {
    return new DicomScan(series, path, series.patientId(), List.of());
  }

  @Override
  public String seriesUid() {
    return series.uid();
  }

  @Override
  public DicomScan of(String patient, List<String> moreFlags) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(moreFlags);
    return new DicomScan(series, path, patient, all);
  }

  /** Crops of several volumes under one series UID must not share their names. */
  @Override
  public String cropPrefix() {
    return series.part().map(part -> part.number() + "-").orElse("");
  }

  /** By its first slice. */
  @Override
  public Optional<String> scanner() {
    Acquisition acquisition = series.slices().get(0).acquisition();
    return ScannerName.of(acquisition.manufacturer(), acquisition.model());
  }

  @Override
  public String sopUid(int slice) {
    return series.slices().get(slice).sopUid();
  }

  @Override
  public SliceSource open() {
    return CtSeriesReader.of(series);
  }

  @Override
  public ScanFault fault(IOException thrown) {
    return thrown instanceof DicomFormatException fault
        ? new ScanFault(fault.code(), series.withoutFolders(fault.reason()))
        : new ScanFault("unreadable", "a file of it can no longer be read");
  }
}
