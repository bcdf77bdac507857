package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.CtVolume;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.objects.ColorFrame;
import org.nodulens.dicom.objects.SecondaryCapture;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.overlay.SeriesOverlay;

/** A nodule's results as pictures: composed ones, then the slices under the first map. */
record DicomPictures(DicomTarget target, DicomCase nodule) {

  /**
   * The objects.
   *
   * @param sources what composed pictures are about
   */
  List<DicomObject> objects(List<ImageReference> sources) throws IOException {
    return SecondaryCapture.of(
        target.in(DicomKind.SC, nodule.name(), nodule.name() + " " + drawn()), frames(sources));
  }

  /**
   * Where colour is full, and what is drawn: pictures of slices carry no legend. The scale comes
   * first, for what is too long for a description is cut.
   */
  private String drawn() {
    return nodule.maps().stream()
        .findFirst()
        .map(
            map ->
                String.format(
                        Locale.ROOT, "+-%.3g: %s %s", map.map().largest(), map.method(), map.task())
                    .strip())
        .orElse("pictures");
  }

  private List<ColorFrame> frames(List<ImageReference> sources) throws IOException {
    List<ColorFrame> frames = new ArrayList<>();
    for (BufferedImage picture : nodule.pictures()) {
      frames.add(
          ColorFrame.composed(picture.getWidth(), picture.getHeight(), rgb(picture), sources));
    }
    if (!nodule.maps().isEmpty()) {
      SeriesOverlay overlay =
          new SeriesOverlay(target.source().geometry(), nodule.maps().get(0).map());
      OverlayStyle style = OverlayStyle.LUNG.withWindow(nodule.window());
      CtSeriesReader reader = CtSeriesReader.of(target.series());
      for (int slice : overlay.slices()) {
        CtVolume one = reader.slices(slice, 1);
        frames.add(
            ColorFrame.inPatient(
                one.geometry(),
                overlay.rgb(slice, one.slice(0), style),
                List.of(target.source().slice(slice))));
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
}
