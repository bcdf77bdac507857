package org.nodulens.report.cohort;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import java.util.Map;
import org.w3c.dom.Element;

/** Draws a page's pictures on paper as lines and letters, not as pixels. */
final class PaperPictures implements FSObjectDrawerFactory {
  /** What kind of {@code object} a picture is. */
  static final String TYPE = "nodulens/figure";

  private final Map<String, SvgPicture> pictures;

  /** Pictures by the {@code data} of their objects. */
  PaperPictures(Map<String, SvgPicture> pictures) {
    this.pictures = Map.copyOf(pictures);
  }

  @Override
  public boolean isReplacedObject(Element element) {
    return TYPE.equals(element.getAttribute("type"));
  }

  @Override
  public FSObjectDrawer createDrawer(Element element) {
    SvgPicture picture = pictures.get(element.getAttribute("data"));
    if (picture == null) {
      throw new IllegalArgumentException("no picture " + element.getAttribute("data"));
    }
    return (object, x, y, width, height, device, context, dotsPerPixel) -> {
      device.drawWithGraphics(
          (float) x,
          (float) y,
          (float) width / dotsPerPixel,
          (float) height / dotsPerPixel,
          graphics -> {
            double scale = width / dotsPerPixel / picture.width();
            graphics.scale(scale, scale);
            picture.paint(graphics);
          });
      return Map.of();
    };
  }
}
