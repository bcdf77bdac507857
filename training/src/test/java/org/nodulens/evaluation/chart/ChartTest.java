package org.nodulens.evaluation.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static Document parsed(Chart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(chart.svg())));
  }

  @Test
  void ticks_are_round_numbers_within_the_axis() {
    assertThat(Axis.share("").ticks()).hasSize(5); // 0, 0.25 ... 1
    assertThat(Axis.share("").ticks().get(1)).isCloseTo(0.25, within(1e-12));
    assertThat(new Axis("", 1, 5).ticks()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    for (double width : new double[] {1e-6, 0.3, 7, 42, 1e5}) {
      List<Double> ticks = new Axis("", -width / 3, width).ticks();
      assertThat(ticks).hasSizeBetween(4, 12);
      assertThat(ticks).allMatch(tick -> tick >= -width / 3 - 1e-12 && tick <= width + 1e-12);
    }
  }

  @Test
  void an_axis_needs_room() {
    assertThatThrownBy(() -> new Axis("", 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Axis.around("", 3, 3)).isEqualTo(new Axis("", 2.5, 3.5));
  }

  @Test
  void the_corners_of_the_axes_are_the_corners_of_the_plot() throws Exception {
    Chart chart = new Chart("t", "s", Axis.share("x"), Axis.share("y"));
    chart.line(List.of(new Chart.Point(0, 0), new Chart.Point(1, 1)), Ink.MODEL, "line");
    NodeList lines = parsed(chart).getElementsByTagName("polyline");
    // 62 from the left, 48 from the top, 340 wide and high
    assertThat(lines.item(0).getAttributes().getNamedItem("points").getNodeValue())
        .isEqualTo("62.00,388.00 402.00,48.00");
  }

  @Test
  void words_cannot_be_mistaken_for_markup() throws Exception {
    Chart chart = new Chart("a < b & c", "", Axis.share("<x>"), Axis.share("y"));
    chart.dots(List.of(new Chart.Point(0.5, 0.5)), Ink.FLOOR, "<script>").note("n & m");
    String text = parsed(chart).getDocumentElement().getTextContent();
    assertThat(text).contains("a < b & c", "<x>", "<script>", "n & m");
  }

  @Test
  void each_entry_of_the_legend_makes_room_for_itself() {
    Chart none = new Chart("t", "s", Axis.share("x"), Axis.share("y"));
    Chart two = new Chart("t", "s", Axis.share("x"), Axis.share("y")).note("1").note("2");
    assertThat(none.svg()).contains("viewBox=\"0 0 440 446\"");
    assertThat(two.svg()).contains("viewBox=\"0 0 440 482\"");
  }
}
