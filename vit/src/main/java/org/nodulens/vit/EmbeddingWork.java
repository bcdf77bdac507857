package org.nodulens.vit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.SharedCropSet;
import org.nodulens.work.Work;

/**
 * Embeds some crops of a set in any process.
 *
 * @param crops folder of the set, as every process sees it
 * @param chunk which of its crops
 */
record EmbeddingWork(NetworkSource network, Embedder.Passes passes, Path crops, Chunk chunk)
    implements Work<List<float[]>> {
  @Override
  public String name() {
    return "embedding of " + chunk;
  }

  @Override
  public List<float[]> run() throws IOException {
    CropSet set = SharedCropSet.of(crops);
    Embedder embedder = network.embedder(passes);
    List<float[]> embeddings = new ArrayList<>();
    for (CropRecord crop : chunk.of(set.records())) {
      embeddings.add(embedder.embedding(set.volume(crop), set.center(crop)));
    }
    return embeddings;
  }
}
