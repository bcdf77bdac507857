package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.SharedCropSet;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.NetworkSource;
import org.nodulens.work.Work;

/**
 * Explains some crops of a set in any process.
 *
 * @param crops folder of the set, as every process sees it
 * @param chunk which of its crops
 * @param spans how far each crop of the chunk is mapped
 */
public record ExplainWork(
    NetworkSource network,
    ExplainRun.Request request,
    Path crops,
    Chunk chunk,
    List<SliceSpan> spans)
    implements Work<List<ExplainedNodule>> {
  public ExplainWork {
    spans = List.copyOf(spans);
  }

  @Override
  public String name() {
    return "maps of " + chunk;
  }

  @Override
  public List<ExplainedNodule> run() throws IOException {
    CropSet set = SharedCropSet.of(crops);
    List<ExplainedNodule> explained = new ArrayList<>();
    try (NoduleExplainer explainer = new NoduleExplainer(network.shared(), request)) {
      for (CropRecord crop : chunk.of(set.records())) {
        explained.add(explainer.explain(NoduleSample.of(set, crop), spans.get(explained.size())));
      }
    }
    return explained;
  }
}
