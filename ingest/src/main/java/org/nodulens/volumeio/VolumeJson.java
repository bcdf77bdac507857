package org.nodulens.volumeio;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;

/** The description beside a volume's .npy: where its voxels lie and what they mean. */
final class VolumeJson {
  private static final String FORMAT = "nodulens-volume/1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private VolumeJson() {}

  static void write(OutputStream out, CtVolume volume, VolumeNote note) throws IOException {
    VolumeGeometry geometry = volume.geometry();
    GridSize size = geometry.size();
    VoxelSpacing spacing = geometry.spacing();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("shape", List.of(size.slices(), size.rows(), size.columns()));
    json.put("spacing_mm", List.of(spacing.zMm(), spacing.yMm(), spacing.xMm()));
    json.put("frame", "LPS");
    json.put(
        "origin_mm",
        triple(geometry.origin().xMm(), geometry.origin().yMm(), geometry.origin().zMm()));
    json.put("i_mm", triple(geometry.axes().column()));
    json.put("j_mm", triple(geometry.axes().row()));
    json.put("k_mm", triple(geometry.axes().slice()));
    json.put("unit", "HU");
    json.put("padding_hu", CtVolume.PADDING_HU);
    json.put("series_uid", note.seriesUid().orElse(null));
    json.put("flags", note.flags());
    json.put("created_by", note.createdBy());
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    String text = MAPPER.writer(printer).writeValueAsString(json) + "\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Double> triple(PatientVector vector) {
    return triple(vector.xMm(), vector.yMm(), vector.zMm());
  }

  /** Without negative zeros, which say nothing. */
  private static List<Double> triple(double x, double y, double z) {
    return List.of(x + 0.0, y + 0.0, z + 0.0);
  }
}
