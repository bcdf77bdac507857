package org.nodulens.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropId;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleCrop;
import org.nodulens.nodule.NoduleCropper;
import org.nodulens.nodule.segmentation.SegmentedNodule;

/** Cuts nodules of a scan; every one becomes a crop or a rejection. */
public final class CropCutter {
  private final Scan scan;
  private final NoduleCropper cropper;
  private @Nullable List<String> seriesFlags;

  public CropCutter(CtSeries series, CropOptions options) {
    this(DicomScan.of(series, ""), options);
  }

  public CropCutter(Scan scan, CropOptions options) {
    this.scan = scan;
    this.cropper = options.cropper();
  }

  /** Numbers the nodules from 1, in the order given. */
  public SeriesOutcome cut(List<Nodule> nodules) {
    SortedMap<Integer, Nodule> byNumber = new TreeMap<>();
    nodules.forEach(nodule -> byNumber.put(byNumber.size() + 1, nodule));
    return cut(byNumber);
  }

  /**
   * Opens the scan, if there is anything to be cut.
   *
   * @param nodules by their numbers, which tell the scan's crops apart
   */
  public SeriesOutcome cut(SortedMap<Integer, Nodule> nodules) {
    try {
      return nodules.isEmpty()
          ? new SeriesOutcome.Ingested(List.of(), List.of())
          : cut(scan.open(), nodules);
    } catch (IOException e) {
      return rejected(e, nodules.values());
    }
  }

  /**
   * As {@link #cut(SortedMap)}.
   *
   * @param source of the scan, opened before
   */
  public SeriesOutcome cut(SliceSource source, SortedMap<Integer, Nodule> nodules) {
    List<CutCrop> crops = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (Map.Entry<Integer, Nodule> entry : nodules.entrySet()) {
      Nodule nodule = entry.getValue();
      if (!source.geometry().contains(nodule.center())) {
        rejections.add(
            Rejection.ofNodule(
                scan.seriesUid(),
                nodule.id(),
                "outside-volume",
                "its centre is outside the volume"));
        continue;
      }
      try {
        crops.add(cut(source, nodule, entry.getKey()));
      } catch (IOException e) {
        return rejected(e, nodules.values());
      }
    }
    return new SeriesOutcome.Ingested(crops, rejections);
  }

  private SeriesOutcome rejected(IOException thrown, Collection<Nodule> nodules) {
    return SeriesOutcome.Rejected.of(scan, thrown, nodules.stream().map(Nodule::id).toList());
  }

  private CutCrop cut(SliceSource source, Nodule given, int number) throws IOException {
    SegmentedNodule segmented = SegmentedNodule.of(source, given);
    Nodule nodule = segmented.nodule();
    NoduleCrop crop = cropper.crop(source, nodule);
    CropDescription description =
        new CropDescription(
            CropId.of(scan.seriesUid(), scan.cropPrefix() + number),
            new CropOrigin(
                nodule.id(), scan.patientId(), scan.seriesUid(), sopUid(source.geometry(), nodule)),
            CropGeometry.of(crop.geometry()),
            facts(segmented),
            crop.paddedFraction(),
            flags(source, nodule, crop.geometry()));
    return new CutCrop(description, crop.hu(), crop.mask());
  }

  /** A table's own word on the scanner stands. */
  private NoduleFacts facts(SegmentedNodule segmented) {
    NoduleFacts facts = NoduleFacts.of(segmented);
    Map<String, String> labels = new TreeMap<>(facts.labels());
    scan.scanner().ifPresent(name -> labels.putIfAbsent(ScannerName.LABEL, name));
    return facts.withLabels(labels);
  }

  private List<String> flags(SliceSource source, Nodule nodule, VolumeGeometry grid)
      throws IOException {
    List<String> flags = new ArrayList<>(nodule.flags());
    flags.addAll(seriesFlags(source));
    if (nodule.diameterMm().orElse(0) > inPlaneExtentMm(grid)) {
      flags.add("larger-than-crop");
    }
    return flags;
  }

  /** The shorter side of the crop's slices, from outer edge to outer edge. */
  private static double inPlaneExtentMm(VolumeGeometry grid) {
    return Math.min(
        grid.size().columns() * grid.spacing().xMm(), grid.size().rows() * grid.spacing().yMm());
  }

  /** Looked up once, and only where there is a crop to be flagged: it takes some slices' pixels. */
  private List<String> seriesFlags(SliceSource source) throws IOException {
    List<String> flags = seriesFlags;
    if (flags == null) {
      flags = new ArrayList<>(scan.flags());
      if (!HuCheck.of(source).isPlausible()) {
        flags.add("implausible-hu");
      }
      if (!source.geometry().axes().isUpright()) {
        flags.add("tilt-resampled");
      }
      seriesFlags = flags;
    }
    return flags;
  }

  /** Of the slice nearest the nodule's centre. */
  private String sopUid(VolumeGeometry geometry, Nodule nodule) {
    int nearest = geometry.nearestVoxel(nodule.center()).slice();
    int slice = Math.max(0, Math.min(geometry.size().slices() - 1, nearest));
    return scan.sopUid(slice);
  }
}
