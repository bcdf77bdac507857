package org.nodulens.cropset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.volumeio.FileOutput;
import org.nodulens.volumeio.FormatException;

/** Reads and writes {@code cropset.json}. */
final class CropSetJson {
  private static final long LONGEST = 1 << 20;
  private static final String COUNTS = "counts";
  private static final String IN = "in";
  private static final String KEPT = "kept";
  private static final String REJECTED = "rejected";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CropSetJson() {}

  static void write(Path file, CropSetHeader header) throws IOException {
    write(file, content(header));
  }

  /** Adds what a complete set's ledger counted, level by level; all else stays as it is. */
  static void addCounts(Path file, RejectLedger ledger) throws IOException {
    Map<String, Object> json = MAPPER.convertValue(parse(file), new TypeReference<>() {});
    Map<String, Map<String, Long>> levels = new LinkedHashMap<>();
    for (RejectLevel level : RejectLevel.values()) {
      RejectCounts counts = ledger.counts(level);
      levels.put(level.text(), ordered(counts));
    }
    json.put(COUNTS, levels);
    Path aside = file.resolveSibling(file.getFileName() + ".partial");
    write(aside, json);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Long> ordered(RejectCounts counts) {
    Map<String, Long> ordered = new LinkedHashMap<>();
    ordered.put(IN, counts.in());
    ordered.put(KEPT, counts.kept());
    ordered.put(REJECTED, counts.rejected());
    return ordered;
  }

  /** The counts of each level; none where the set's maker did not say. */
  static Map<RejectLevel, RejectCounts> readCounts(Path file) throws IOException {
    JsonNode json = parse(file).path(COUNTS);
    Map<RejectLevel, RejectCounts> counts = new EnumMap<>(RejectLevel.class);
    for (RejectLevel level : RejectLevel.values()) {
      JsonNode of = json.path(level.text());
      if (of.isObject()) {
        long in = of.path(IN).asLong(-1);
        long kept = of.path(KEPT).asLong(-1);
        long rejected = of.path(REJECTED).asLong(-1);
        if (in < 0 || kept < 0 || rejected < 0 || in != kept + rejected) {
          throw new FormatException(
              file + ": counts of level " + level.text() + " must obey in = kept + rejected");
        }
        counts.put(level, new RejectCounts(in, kept, rejected));
      }
    }
    return counts;
  }

  private static Map<String, Object> content(CropSetHeader header) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", CropSetHeader.FORMAT);
    json.put(
        "shape", List.of(header.size().slices(), header.size().rows(), header.size().columns()));
    json.put(
        "spacing_mm", header.spacing().map(s -> List.of(s.zMm(), s.yMm(), s.xMm())).orElse(null));
    json.put("source", header.source());
    json.put("options", header.options());
    json.put("created_by", CreatedBy.text());
    return json;
  }

  private static void write(Path file, Map<String, Object> json) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    String text = MAPPER.writer(printer).writeValueAsString(json);
    FileOutput.text(file, text + "\n");
  }

  static CropSetHeader read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(file.getParent() + " is no crop set: it holds no cropset.json");
    }
    if (Files.size(file) > LONGEST) {
      throw new FormatException(
          file + " is longer than " + LONGEST + " bytes: no crop set's header");
    }
    JsonNode json = parse(file);
    String format = json.path("format").asText("");
    if (!format.equals(CropSetHeader.FORMAT)) {
      throw new FormatException(
          file + " has format \"" + format + "\"; this version reads " + CropSetHeader.FORMAT);
    }
    double[] shape = triple(json.path("shape"), file, "shape");
    for (double length : shape) {
      if (length != Math.rint(length) || length > Integer.MAX_VALUE) {
        throw new FormatException(file + ": shape must be three whole numbers");
      }
    }
    Optional<VoxelSpacing> spacing = Optional.empty();
    if (json.hasNonNull("spacing_mm")) {
      double[] zyx = triple(json.path("spacing_mm"), file, "spacing_mm");
      spacing = Optional.of(new VoxelSpacing(zyx[2], zyx[1], zyx[0]));
    }
    GridSize size = new GridSize((int) shape[2], (int) shape[1], (int) shape[0]);
    return new CropSetHeader(size, spacing, json.path("source").asText(""), options(json));
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new FormatException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new FormatException(file + " is not valid JSON: its characters are none", e);
    }
  }

  private static double[] triple(JsonNode values, Path file, String key) throws FormatException {
    double[] triple = new double[3];
    for (int i = 0; i < 3; i++) {
      triple[i] = values.path(i).asDouble(Double.NaN);
      if (values.size() != 3 || !(triple[i] > 0 && Double.isFinite(triple[i]))) {
        throw new FormatException(file + ": " + key + " must be three numbers above 0");
      }
    }
    return triple;
  }

  private static Map<String, Object> options(JsonNode json) {
    Map<String, Object> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.path("options").properties()) {
      options.put(entry.getKey(), MAPPER.convertValue(entry.getValue(), Object.class));
    }
    return options;
  }
}
