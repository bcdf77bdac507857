package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.volumeio.Csv;

/** The numbers of a picture as a table: a row a point, with the series that it belongs to. */
final class PlotTable {
  private final List<List<String>> rows = new ArrayList<>();

  PlotTable series(String name, List<Chart.Point> points) {
    for (Chart.Point point : points) {
      rows.add(List.of(name, Csv.text(point.x()), Csv.text(point.y())));
    }
    return this;
  }

  Plot plot(String name, Chart chart, String x, String y) {
    return new Plot(name, chart.svg(), List.of("series", x, y), rows);
  }
}
