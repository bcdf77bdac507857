package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.ScoreGradients;

/** Gradients at the pixels of varied images, variants of all passes together in batches. */
final class PixelGradients {
  /** Images that are made at a time; the engine may cut them into smaller batches. */
  private static final int IMAGES_AT_ONCE = 64;

  private PixelGradients() {}

  /** What a pixel's gradient becomes. */
  @FunctionalInterface
  interface Use {
    double of(float pixel, float gradient);
  }

  /** One variant of one pass. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Job(int pass, float[] image) {}

  /**
   * The mean over variants and channels of what the gradients become.
   *
   * @return for each pass, for each score, (rows, columns)
   */
  static List<List<float[]>> means(
      String method, List<ExplainedPass> passes, ImageVariants variants, Use use)
      throws IOException {
    Sums sums = new Sums(passes);
    NetworkProbe probe = passes.get(0).model().probe(method);
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      ImageVariants.Variants ofPass = variants.of(passes.get(i).pixels());
      for (int variant = 0; variant < variants.count(); variant++) {
        jobs.add(new Job(i, ofPass.image(variant)));
        if (jobs.size() == IMAGES_AT_ONCE) {
          sums.add(jobs, probe, use);
          jobs.clear();
        }
      }
    }
    if (!jobs.isEmpty()) {
      sums.add(jobs, probe, use);
    }
    return sums.means(variants.count());
  }

  /** Where each pass's scores are differentiated: all passes explain the same scores. */
  static ScoreGradients gradients(List<Score> scores) {
    return embedding -> scores.stream().map(score -> score.gradient(embedding)).toList();
  }

  private static final class Sums {
    private final List<ExplainedPass> passes;
    private final int scores;
    private final double[][][] sums; // pass, score, pixel

    Sums(List<ExplainedPass> passes) {
      this.passes = passes;
      this.scores = passes.get(0).scores().size();
      int pixels = passes.get(0).model().config().image().count();
      this.sums = new double[passes.size()][scores][pixels];
    }

    void add(List<Job> jobs, NetworkProbe probe, Use use) {
      List<float[]> images = jobs.stream().map(Job::image).toList();
      List<List<float[]>> gradients =
          probe.pixelGradients(images, gradients(passes.get(0).scores()));
      for (int j = 0; j < jobs.size(); j++) {
        int pass = jobs.get(j).pass();
        for (int score = 0; score < scores; score++) {
          add(sums[pass][score], passes.get(pass).pixels(), gradients.get(j).get(score), use);
        }
      }
    }

    private static void add(double[] sum, float[] pixels, float[] gradient, Use use) {
      for (int channel = 0; channel < gradient.length; channel += sum.length) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += use.of(pixels[channel + i], gradient[channel + i]);
        }
      }
    }

    List<List<float[]>> means(int variants) {
      int channels = passes.get(0).model().config().channels();
      List<List<float[]>> all = new ArrayList<>();
      for (double[][] ofPass : sums) {
        List<float[]> maps = new ArrayList<>();
        for (double[] sum : ofPass) {
          float[] mean = new float[sum.length];
          for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / variants / channels);
          }
          maps.add(mean);
        }
        all.add(maps);
      }
      return all;
    }
  }
}
