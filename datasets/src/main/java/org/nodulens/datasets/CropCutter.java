package org.nodulens.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropId;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleCrop;
import org.nodulens.nodule.NoduleCropper;
import org.nodulens.nodule.segmentation.SegmentedNodule;

/** Cuts all nodules of a DICOM series; every one becomes a crop or a rejection. */
public final class CropCutter {
  private final CtSeries series;
  private final NoduleCropper cropper;
  private final double extentMm;
  private @Nullable List<String> seriesFlags;

  public CropCutter(CtSeries series, CropOptions options) {
    this.series = series;
    this.cropper = new NoduleCropper(options.size(), options.spacing());
    this.extentMm =
        Math.min(
            options.size().columns() * options.spacing().xMm(),
            options.size().rows() * options.spacing().yMm());
  }

  /** Numbers the nodules from 1, in the order given. */
  public SeriesOutcome cut(List<Nodule> nodules) {
    List<CutCrop> crops = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (int i = 0; i < nodules.size(); i++) {
      Nodule nodule = nodules.get(i);
      if (!series.geometry().contains(nodule.center())) {
        rejections.add(
            Rejection.ofNodule(
                series.uid(), nodule.id(), "outside-volume", "its centre is outside the volume"));
        continue;
      }
      try {
        crops.add(cut(nodule, i + 1));
      } catch (DicomFormatException e) {
        return rejected(e.code(), series.withoutFolders(e.reason()), nodules);
      } catch (IOException e) {
        return rejected("unreadable", "a file of it can no longer be read", nodules);
      }
    }
    return new SeriesOutcome.Ingested(crops, rejections);
  }

  private SeriesOutcome rejected(String code, String detail, List<Nodule> nodules) {
    List<Rejection> rejections = new ArrayList<>();
    for (Nodule nodule : nodules) {
      rejections.add(
          Rejection.ofNodule(
              series.uid(), nodule.id(), "series-rejected", "its series could not be read"));
    }
    return new SeriesOutcome.Rejected(
        Rejection.ofSeries("", series.uid(), code, detail), rejections);
  }

  private CutCrop cut(Nodule given, int number) throws IOException {
    SegmentedNodule segmented = SegmentedNodule.of(CtSeriesReader.of(series), given);
    Nodule nodule = segmented.nodule();
    NoduleCrop crop = cropper.crop(CtSeriesReader.of(series), nodule);
    CropDescription description =
        new CropDescription(
            CropId.of(series.uid(), part() + number),
            new CropOrigin(nodule.id(), series.patientId(), series.uid(), sopUid(nodule)),
            CropGeometry.of(crop.geometry()),
            NoduleFacts.of(segmented),
            crop.paddedFraction(),
            flags(nodule));
    return new CutCrop(description, crop.hu(), crop.mask());
  }

  /** Crops of several volumes under one series UID must not share their names. */
  private String part() {
    return series.part().map(part -> part.number() + "-").orElse("");
  }

  private List<String> flags(Nodule nodule) throws IOException {
    List<String> flags = new ArrayList<>(nodule.flags());
    flags.addAll(seriesFlags());
    if (nodule.diameterMm().orElse(0) > extentMm) {
      flags.add("larger-than-crop");
    }
    return flags;
  }

  /** Looked up once, and only where there is a crop to be flagged: it takes some slices' pixels. */
  private List<String> seriesFlags() throws IOException {
    List<String> flags = seriesFlags;
    if (flags == null) {
      flags = new ArrayList<>();
      if (!HuCheck.of(CtSeriesReader.of(series)).isPlausible()) {
        flags.add("implausible-hu");
      }
      if (series.isTilted()) {
        flags.add("tilt-resampled");
      }
      seriesFlags = flags;
    }
    return flags;
  }

  /** Of the slice nearest the nodule's centre. */
  private String sopUid(Nodule nodule) {
    VolumeGeometry geometry = series.geometry();
    int nearest = geometry.nearestVoxel(nodule.center()).slice();
    int slice = Math.max(0, Math.min(geometry.size().slices() - 1, nearest));
    return series.slices().get(slice).sopUid();
  }
}
