package org.nodulens.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.NoduleSample;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Embedder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.volumeio.Sha256;

/**
 * Nodules of a crop set, to be searched by how alike the final network sees them: cosine similarity
 * of class embeddings, each of one upright pass a view. Holds no picture of them.
 */
public final class SimilarNodules implements AutoCloseable {
  private static final int MOST = 5;
  private static final int SHORT_HASH = 10;

  private final Embedder embedder;
  private final List<Embedded> nodules;

  private SimilarNodules(Embedder embedder, List<Embedded> nodules) {
    this.embedder = embedder;
    this.nodules = nodules;
  }

  private static final class Embedded {
    private final CropRecord crop;
    private final boolean seen;
    private final float[] embedding; // (D), never handed out

    Embedded(CropRecord crop, boolean seen, float[] embedding) {
      this.crop = crop;
      this.seen = seen;
      this.embedding = embedding;
    }
  }

  /**
   * A similar nodule.
   *
   * @param pseudonym ten digits of its crop_id's SHA-256
   * @param cosine similarity, -1 to 1
   * @param seen whether the network was trained on its patient
   * @param labels of the crop set's own, in words
   */
  record Similar(
      String pseudonym,
      double cosine,
      OptionalDouble diameterMm,
      boolean seen,
      Readings malignancy,
      Readings spiculation,
      Readings texture,
      String labels) {}

  /**
   * Embeds every crop of a set.
   *
   * @param afterCrop run after each crop, for progress
   */
  public static SimilarNodules of(ScoringModels models, CropSet set, Runnable afterCrop)
      throws IOException {
    Embedder embedder = Embedder.load(models.model(), models.engine(), Embedder.Passes.PLAIN);
    try {
      List<Embedded> nodules = new ArrayList<>();
      for (CropRecord crop : set.records()) {
        float[] embedding = embedder.embedding(set.volume(crop), set.center(crop));
        nodules.add(new Embedded(crop, models.hasSeen(crop.patientId()), embedding));
        afterCrop.run();
      }
      return new SimilarNodules(embedder, nodules);
    } catch (IOException | RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  /** The five most similar nodules of other patients, the most similar first. */
  List<Similar> to(NoduleSample sample) throws IOException {
    float[] embedding = embedder.embedding(sample.volume(), sample.center());
    return nodules.stream()
        .filter(other -> !isOwn(other.crop, sample))
        .map(other -> similar(other, cosine(embedding, other.embedding)))
        .sorted(Comparator.comparingDouble(Similar::cosine).reversed())
        .limit(MOST)
        .toList();
  }

  private static boolean isOwn(CropRecord crop, NoduleSample sample) {
    return crop.cropId().equals(sample.cropId())
        || (!sample.patientId().isEmpty() && crop.patientId().equals(sample.patientId()));
  }

  private static Similar similar(Embedded other, double cosine) {
    CropRecord crop = other.crop;
    String labels =
        new TreeMap<>(crop.labels())
            .entrySet().stream()
                .filter(label -> !label.getValue().isEmpty())
                .map(label -> label.getKey() + " " + label.getValue())
                .collect(Collectors.joining(", "));
    String hash = Sha256.of(crop.cropId().getBytes(StandardCharsets.UTF_8));
    return new Similar(
        hash.substring(0, SHORT_HASH),
        cosine,
        crop.diameterMm(),
        other.seen,
        crop.readings(Rating.MALIGNANCY),
        crop.readings(Rating.SPICULATION),
        crop.readings(Rating.TEXTURE),
        labels);
  }

  /** Of the angle between two vectors; 0 where one has no length. */
  static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }

  @Override
  public void close() {
    embedder.close();
  }
}
