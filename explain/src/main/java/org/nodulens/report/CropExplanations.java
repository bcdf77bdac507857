package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.Elsewhere;

/**
 * A set's crops to be explained by other processes.
 *
 * @param spans how far each crop is mapped
 */
public record CropExplanations(CropSet crops, ExplainRun.Request request, List<SliceSpan> spans) {
  public CropExplanations {
    spans = List.copyOf(spans);
  }

  /** Explains all of them and writes them in the manifest's order. */
  public void write(Elsewhere elsewhere, ExplainRun run) throws IOException {
    Path folder = crops.folder().toAbsolutePath().normalize();
    List<ExplainWork> pieces = new ArrayList<>();
    for (Chunk chunk : Chunk.all(crops.records().size())) {
      pieces.add(
          new ExplainWork(
              elsewhere.network(), request, folder, chunk, new ArrayList<>(chunk.of(spans))));
    }
    Iterator<CropRecord> records = crops.records().iterator();
    elsewhere.run(
        "explain",
        pieces,
        explained -> {
          for (ExplainedNodule nodule : explained) {
            run.write(NoduleSample.of(crops, records.next()), nodule);
          }
        });
  }
}
