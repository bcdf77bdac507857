package org.nodulens.report.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.evaluation.chart.FlowDiagram;
import org.nodulens.volumeio.FormatException;

class SvgPictureTest {
  private static String svg(String content) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">" + content + "</svg>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<foreignObject/>",
        "<image href=\"https://example.org/a.png\"/>",
        "<rect onload=\"alert(1)\"/>",
        "<text style=\"background:url(https://example.org)\">a</text>",
        "<rect fill=\"url(https://example.org/a.svg#b)\"/>",
        "<!-- a comment -->",
        "<g>"
      })
  void what_no_figure_of_ours_holds_is_refused(String content) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SvgPicture.of(svg(content), "a/figure.svg"))
        .withMessageStartingWith("a/figure.svg ");
  }

  @Test
  void an_entity_cannot_reach_a_file() {
    String text = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + svg("&a;");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SvgPicture.of(text, "figure.svg"));
  }

  @Test
  void boxes_lie_where_they_are_and_nothing_beyond_a_clip_is_drawn() throws IOException {
    SvgPicture picture =
        SvgPicture.of(
            svg(
                "<clipPath id=\"plot\"><rect x=\"0\" y=\"0\" width=\"20\" height=\"20\"/></clipPath>"
                    + "<g clip-path=\"url(#plot)\"><rect x=\"10\" y=\"5\" width=\"20\" height=\"10\""
                    + " fill=\"#c4501b\"/></g>"),
            "figure.svg");
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    picture.paint(graphics);
    graphics.dispose();
    assertThat(image.getRGB(15, 10) & 0xffffff).isEqualTo(0xc4501b);
    assertThat(image.getRGB(25, 10) & 0xffffff).isZero(); // in the box, beyond the clip
    assertThat(image.getRGB(5, 10) & 0xffffff).isZero();
    assertThat(picture.inline("f1")).contains("f1-plot").doesNotContain("\"plot\"", "http");
  }

  @Test
  void a_flow_has_a_box_a_step_one_for_what_leaves_and_one_a_group() throws IOException {
    String svg =
        new FlowDiagram("Flow <of> cases")
            .step(List.of("in: 8"), List.of("rejected: 2", "2 outside"))
            .step(List.of("kept: 6"), List.of())
            .groups(List.of(List.of("a"), List.of("b")))
            .svg();
    SvgPicture.of(svg, "flow"); // nothing but what our figures hold
    assertThat(svg).contains("Flow &lt;of&gt; cases", ">2 outside<");
    assertThat(svg.split("stroke=\"#b9c2cb\"/>", -1)).hasSize(5 + 1);
  }
}
