package org.nodulens.explain;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.ScoringModels;

/**
 * A concept that crops stand for: the mean class embedding of those crops, in each of a model's
 * networks, since every network has a space of its own.
 *
 * @param name as maps name it, of a-z, 0-9 and _
 * @param modelSha256 the model it belongs to
 * @param filter which crops stand for it
 * @param crops how many those were
 * @param vectors by the network's name, (D)
 */
public record Concept(
    String name, String modelSha256, String filter, int crops, Map<String, float[]> vectors) {
  public Concept {
    if (!name.matches("[a-z0-9_]{1,100}")) {
      throw new IllegalArgumentException(
          "a concept's name is made of a-z, 0-9 and _, got \"" + name + "\"");
    }
    vectors = Map.copyOf(vectors);
  }

  /** A name made of a filter: {@code spiculation_mean_ge_4}. */
  public static String nameOf(CropFilter filter) {
    String operator =
        switch (filter.operator()) {
          case ">=" -> "ge";
          case "<=" -> "le";
          case ">" -> "gt";
          case "<" -> "lt";
          case "=" -> "is";
          default -> "is_not";
        };
    String raw = filter.column() + "_" + operator + "_" + filter.value();
    return raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  /**
   * Makes a concept from the crops of a set that pass a filter.
   *
   * @param step run after each crop in each network
   */
  public static Concept of(
      ScoringModels models, String name, CropSet set, CropFilter filter, Runnable step)
      throws IOException {
    List<CropRecord> crops = filter.passing(set);
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (ScoringModels.Network network : models.networks()) {
      vectors.put(network.name(), mean(network.classifier(), set, crops, step));
    }
    return new Concept(name, models.model().weightsSha256(), filter.text(), crops.size(), vectors);
  }

  private static float[] mean(
      NoduleClassifier classifier, CropSet set, List<CropRecord> crops, Runnable step)
      throws IOException {
    double[] sum = new double[classifier.description().config().width()];
    for (CropRecord crop : crops) {
      float[] embedding =
          NoduleClassifier.embedding(classifier.passes(set.volume(crop), set.center(crop)));
      for (int d = 0; d < sum.length; d++) {
        sum[d] += embedding[d];
      }
      step.run();
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (sum[d] / crops.size());
    }
    return mean;
  }

  /**
   * The concept in one network.
   *
   * @throws ModelFormatException if it was made without this network
   */
  public ConceptVector in(ScoringModels.Network network) throws ModelFormatException {
    float[] vector = vectors.get(network.name());
    int width = network.classifier().description().config().width();
    if (vector == null || vector.length != width) {
      throw new ModelFormatException(
          "concept "
              + name
              + " has no vector of "
              + width
              + " values for network "
              + network.name());
    }
    return ConceptVector.of(name, vector);
  }
}
