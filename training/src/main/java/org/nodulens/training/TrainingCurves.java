package org.nodulens.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Draws training.svg: training and validation loss over the epochs, and the one that was kept. */
final class TrainingCurves {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 30;
  private static final int BOTTOM = 50;

  private final List<EpochFigures> epochs;
  private final int kept;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();

  private TrainingCurves(List<EpochFigures> epochs, int kept) {
    this.epochs = epochs;
    this.kept = kept;
    this.highest =
        epochs.stream()
            .mapToDouble(epoch -> Math.max(epoch.loss(), validation(epoch).orElse(0)))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
  }

  /**
   * Draws.
   *
   * @param kept after how many epochs the model's weights are
   */
  static void write(Path file, List<EpochFigures> epochs, int kept) throws IOException {
    Files.writeString(file, new TrainingCurves(epochs, kept).svg(), StandardCharsets.UTF_8);
  }

  private static OptionalDouble validation(EpochFigures epoch) {
    Double loss = epoch.validation().get(EpochFigures.VALIDATION_LOSS);
    return loss == null ? OptionalDouble.empty() : OptionalDouble.of(loss);
  }

  private String svg() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, HEIGHT);
    line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    for (int tick = 0; tick <= 4; tick++) {
      double value = highest * tick / 4;
      line(
          "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
              + " text-anchor=\"end\">%.3g</text>",
          LEFT, y(value), WIDTH - RIGHT, LEFT - 6, y(value) + 4, value);
    }
    curve("#0072b2", epoch -> OptionalDouble.of(epoch.loss()));
    curve("#d55e00", TrainingCurves::validation);
    line(
        "<path d=\"M%.1f %dV%d\" stroke=\"#555\" stroke-dasharray=\"4 3\"/>",
        x(kept), TOP, HEIGHT - BOTTOM);
    legend();
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    line("<text x=\"%d\" y=\"20\" fill=\"#0072b2\">training loss</text>", LEFT);
    if (epochs.stream().anyMatch(epoch -> validation(epoch).isPresent())) {
      line("<text x=\"%d\" y=\"20\" fill=\"#d55e00\">validation loss</text>", LEFT + 110);
    }
    line("<text x=\"%d\" y=\"20\" fill=\"#555\">kept: epoch %d</text>", LEFT + 240, kept);
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch (1 to %d)</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 15, epochs.size());
  }

  private void curve(String color, Function<EpochFigures, OptionalDouble> figure) {
    StringBuilder points = new StringBuilder();
    for (EpochFigures epoch : epochs) {
      figure
          .apply(epoch)
          .ifPresent(
              value ->
                  points.append(
                      String.format(Locale.ROOT, "%.1f,%.1f ", x(epoch.epoch() + 1), y(value))));
    }
    if (points.length() > 0) {
      line(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
          points.toString().trim(), color);
    }
  }

  private double x(int epoch) {
    double share = epochs.size() == 1 ? 0.5 : (epoch - 1.0) / (epochs.size() - 1);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double loss) {
    return HEIGHT - BOTTOM - loss / (highest > 0 ? highest : 1) * (HEIGHT - TOP - BOTTOM);
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
