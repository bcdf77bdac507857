package org.nodulens.vit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.NpyType;
import org.nodulens.volumeio.NpyWriter;

/**
 * The class embeddings of a crop set, format nodulens-embeddings/1: embeddings.npy, float32 (n, D),
 * embeddings.csv with a row a crop in the same order, and embeddings.json, which says what made
 * them.
 */
public final class EmbeddingTable {
  private static final String FORMAT = "nodulens-embeddings/1";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EmbeddingTable() {}

  /** Hands embeddings over, in the manifest's order. */
  private interface Embeddings {
    void into(InOrder.Sink<float[]> sink) throws IOException;
  }

  /**
   * As {@link #write(Path, CropSet, Embedder, String, Runnable)}, by other processes.
   *
   * @param elsewhere with the network that the embedder was loaded from
   */
  public static void write(
      Path folder, CropSet set, Embedder embedder, String createdBy, Elsewhere elsewhere)
      throws IOException {
    Path crops = set.folder().toAbsolutePath().normalize();
    List<EmbeddingWork> pieces =
        Chunk.all(set.records().size()).stream()
            .map(chunk -> new EmbeddingWork(elsewhere.network(), embedder.passes(), crops, chunk))
            .toList();
    write(
        folder,
        set,
        embedder,
        createdBy,
        sink ->
            elsewhere.run(
                "embed",
                pieces,
                embeddings -> {
                  for (float[] embedding : embeddings) {
                    sink.take(embedding);
                  }
                }));
    elsewhere.writeParquet(folder, set.records().stream().map(CropRecord::cropId).toList());
  }

  /**
   * Embeds every crop, in the manifest's order.
   *
   * @param folder an existing one
   * @param createdBy program and version
   * @param afterCrop run after each crop, for progress
   */
  public static void write(
      Path folder, CropSet set, Embedder embedder, String createdBy, Runnable afterCrop)
      throws IOException {
    write(
        folder,
        set,
        embedder,
        createdBy,
        sink ->
            InOrder.run(
                groups(set.records(), embedder.nodulesAtOnce()),
                crops -> embedder.embeddings(set, crops),
                embeddings -> {
                  for (float[] embedding : embeddings) {
                    sink.take(embedding);
                    afterCrop.run();
                  }
                }));
  }

  private static List<List<CropRecord>> groups(List<CropRecord> crops, int size) {
    List<List<CropRecord>> groups = new ArrayList<>();
    for (int first = 0; first < crops.size(); first += size) {
      groups.add(crops.subList(first, Math.min(crops.size(), first + size)));
    }
    return groups;
  }

  private static void write(
      Path folder, CropSet set, Embedder embedder, String createdBy, Embeddings embeddings)
      throws IOException {
    TrainingPatients seen = embedder.model().description().trainingPatients();
    try (NpyWriter rows =
            NpyWriter.create(folder.resolve("embeddings.npy"), NpyType.FLOAT32, embedder.width());
        CSVPrinter table = Csv.printer(folder.resolve("embeddings.csv"))) {
      table.printRecord("crop_id", "patient_id", "seen");
      for (CropRecord crop : set.records()) {
        table.printRecord(crop.cropId(), crop.patientId(), seen.contains(crop.patientId()));
      }
      embeddings.into(rows::append);
    }
    describe(folder.resolve("embeddings.json"), embedder, createdBy);
  }

  private static void describe(Path file, Embedder embedder, String createdBy) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("model_sha256", embedder.model().weightsSha256());
    json.put("engine", embedder.engine());
    json.put("passes", embedder.passes().name().toLowerCase(Locale.ROOT));
    json.put("created_by", createdBy);
    Files.write(file, JSON.writeValueAsBytes(json));
  }
}
