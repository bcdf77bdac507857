package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.SourceSeries;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.ColorFrame;
import org.nodulens.dicom.objects.EncapsulatedPdf;
import org.nodulens.dicom.objects.Equipment;
import org.nodulens.dicom.objects.Measurement;
import org.nodulens.dicom.objects.MeasurementReport;
import org.nodulens.dicom.objects.NoduleMark;
import org.nodulens.dicom.objects.ParametricMap;
import org.nodulens.dicom.objects.ResultSeries;
import org.nodulens.dicom.objects.SecondaryCapture;
import org.nodulens.dicom.objects.SegmentReference;
import org.nodulens.dicom.objects.SegmentationObject;
import org.nodulens.dicom.objects.SegmentationObject.Author;
import org.nodulens.dicom.objects.SegmentationObject.Segment;
import org.nodulens.dicom.objects.TrackedNodule;
import org.nodulens.nodule.VoxelSet;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.overlay.SeriesOverlay;

/**
 * A nodule's results as DICOM objects in the study of its series. The same case makes the same
 * bytes; composed pictures are as equal as the machine's fonts.
 */
public final class DicomObjects {
  /** A map's region is where it has at least half of its highest value. */
  private static final double REGION_SHARE = 0.5;

  private final CtSeries series;
  private final SourceSeries source;
  private final DicomCase nodule;
  private final TrackedNodule tracked;
  private final Algorithm algorithm;

  private DicomObjects(CtSeries series, SourceSeries source, DicomCase nodule) {
    this.series = series;
    this.source = source;
    this.nodule = nodule;
    this.tracked = TrackedNodule.of(source, nodule.name());
    this.algorithm =
        new Algorithm(
            "nodulens vision transformer",
            nodule.model().createdBy(),
            List.of(
                "model SHA-256 " + nodule.model().sha256(), "engine " + nodule.model().engine()));
  }

  /**
   * For a nodule of a series.
   *
   * @throws org.nodulens.dicom.DicomFormatException if the series cannot be referred to
   */
  public static DicomObjects of(CtSeries series, DicomCase nodule) throws IOException {
    return new DicomObjects(series, SourceSeries.of(series), nodule);
  }

  /**
   * Writes objects of some kinds: {@code sc-0001.dcm} and so on. What a case has nothing for (no
   * map, no outline, no document) is left out. The structured report refers to the segmentation
   * where both are among the kinds.
   *
   * @param folder is there
   * @return the files, in the order of the kinds
   */
  public List<Path> write(Set<DicomKind> kinds, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (DicomKind kind : new TreeSet<>(kinds)) {
      int number = 0;
      for (DicomObject object : make(kind, kinds.contains(DicomKind.SEG))) {
        String name = String.format(Locale.ROOT, "%s-%04d.dcm", kind.id(), ++number);
        object.writeTo(folder.resolve(name));
        files.add(folder.resolve(name));
      }
    }
    return files;
  }

  /**
   * All objects of one kind; none where the case has nothing for them.
   *
   * @param segmented whether a report may refer to the segmentation, which is then written too
   */
  public List<DicomObject> make(DicomKind kind, boolean segmented) throws IOException {
    return switch (kind) {
      case SC -> SecondaryCapture.of(in(kind, "overlay" + drawn()), frames());
      case PM -> maps();
      case SEG -> segmentation().stream().toList();
      case SR -> List.of(report(segmented));
      case PDF ->
          nodule.document().stream()
              .map(
                  pdf -> EncapsulatedPdf.of(in(kind, "report"), "Nodule report", pdf, references()))
              .toList();
      case PR -> List.of(mark());
    };
  }

  /**
   * Where colour is full, and what is drawn: pictures of slices carry no legend. The scale comes
   * first, for what is too long for a description is cut.
   */
  private String drawn() {
    return nodule.maps().stream()
        .findFirst()
        .map(map -> String.format(Locale.ROOT, " +-%.3g: %s", map.map().largest(), map.title()))
        .orElse("");
  }

  private ResultSeries in(DicomKind kind, String what) {
    String model = nodule.model().sha256();
    Equipment equipment =
        new Equipment(nodule.model().createdBy(), model.substring(0, Math.min(16, model.length())));
    return new ResultSeries(
        source,
        equipment,
        nodule.name() + "/" + model,
        kind.seriesNumber(),
        "Research: " + nodule.name() + " " + what);
  }

  private List<ColorFrame> frames() throws IOException {
    List<ColorFrame> frames = new ArrayList<>();
    for (BufferedImage picture : nodule.pictures()) {
      frames.add(
          ColorFrame.composed(picture.getWidth(), picture.getHeight(), rgb(picture), references()));
    }
    if (!nodule.maps().isEmpty()) {
      SeriesOverlay overlay = new SeriesOverlay(source.geometry(), nodule.maps().get(0).map());
      OverlayStyle style = OverlayStyle.LUNG.withWindow(nodule.window());
      CtSeriesReader reader = CtSeriesReader.of(series);
      for (int slice : overlay.slices()) {
        CtVolume one = reader.slices(slice, 1);
        frames.add(
            ColorFrame.inPatient(
                one.geometry(),
                overlay.rgb(slice, one.slice(0), style),
                List.of(source.slice(slice))));
      }
    }
    return frames;
  }

  private static byte[] rgb(BufferedImage picture) {
    byte[] rgb = new byte[3 * picture.getWidth() * picture.getHeight()];
    for (int i = 0; i < rgb.length / 3; i++) {
      int color = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
      rgb[3 * i] = (byte) (color >> 16);
      rgb[3 * i + 1] = (byte) (color >> 8);
      rgb[3 * i + 2] = (byte) color;
    }
    return rgb;
  }

  private List<DicomObject> maps() {
    List<DicomObject> objects = new ArrayList<>();
    for (DicomCase.NamedMap map : nodule.maps()) {
      objects.add(
          ParametricMap.of(
              in(DicomKind.PM, "importance"),
              objects.size() + 1,
              map.map().geometry(),
              map.map().values(),
              ParametricMap.Meaning.importance(map.title())));
    }
    return objects;
  }

  private Optional<DicomObject> segmentation() {
    List<Segment> segments = new ArrayList<>();
    nodule
        .outline()
        .filter(outline -> !outline.voxels().isEmpty())
        .ifPresent(
            outline ->
                segments.add(
                    new Segment(
                        nodule.name(),
                        SegmentationObject.Kind.NODULE,
                        outline.author(),
                        tracked,
                        outline.voxels())));
    for (DicomCase.NamedMap map : nodule.maps()) {
      VoxelSet region = new SeriesOverlay(source.geometry(), map.map()).region(REGION_SHARE);
      if (!region.isEmpty()) {
        segments.add(
            new Segment(
                "High " + map.title(),
                SegmentationObject.Kind.IMPORTANT_REGION,
                new Author.Program(algorithm),
                tracked,
                region));
      }
    }
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(SegmentationObject.of(in(DicomKind.SEG, "regions"), segments));
  }

  private DicomObject report(boolean segmented) {
    List<Measurement> numbers = new ArrayList<>();
    nodule
        .outline()
        .flatMap(DicomCase.Outlined::measures)
        .ifPresent(measures -> numbers.addAll(DicomMeasurements.of(measures)));
    nodule
        .predictions()
        .forEach(prediction -> numbers.add(DicomMeasurements.of(prediction, algorithm)));
    boolean outlined = nodule.outline().filter(outline -> !outline.voxels().isEmpty()).isPresent();
    Optional<SegmentReference> segment =
        outlined && segmented
            ? segmentation()
                .map(
                    object -> SegmentationObject.reference(in(DicomKind.SEG, "regions"), object, 1))
            : Optional.empty();
    return MeasurementReport.of(
        in(DicomKind.SR, "measurements"),
        List.of(new MeasurementReport.Findings(tracked, references(), segment, numbers)));
  }

  private DicomObject mark() {
    return NoduleMark.of(
        in(DicomKind.PR, "mark"),
        new NoduleMark.Sphere(nodule.center(), nodule.radiusMm()),
        nodule.name(),
        nodule.window());
  }

  /** The slices that the nodule is on: of the outline, or of the mark. */
  private List<ImageReference> references() {
    List<Integer> slices =
        nodule
            .outline()
            .map(outline -> outline.voxels().slices())
            .filter(list -> !list.isEmpty())
            .orElseGet(this::markedSlices);
    return slices.stream().map(source::slice).toList();
  }

  private List<Integer> markedSlices() {
    VolumeGeometry geometry = source.geometry();
    GridSize size = geometry.size();
    VoxelPoint center = geometry.toVoxel(nodule.center());
    double reach = nodule.radiusMm() / geometry.axes().upright().slice().lengthMm();
    int last = size.slices() - 1;
    int nearest = (int) Math.max(0, Math.min(last, Math.round(center.slice())));
    int from = (int) Math.max(0, Math.min(nearest, Math.ceil(center.slice() - reach)));
    int to = (int) Math.min(last, Math.max(nearest, Math.floor(center.slice() + reach)));
    List<Integer> slices = new ArrayList<>();
    for (int slice = from; slice <= to; slice++) {
      slices.add(slice);
    }
    return slices;
  }
}
