package org.nodulens.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HuCheck;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.Acquisition;
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;

/** An inventory as JSON, format {@value #FORMAT}. What is unknown is null. */
public final class InventoryJson {
  public static final String FORMAT = "nodulens-inspect/1";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private InventoryJson() {}

  /** All of it, rejected files with their paths, which may hold a patient's ID. */
  public static String text(Inventory inventory) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    ObjectNode counts = json.putObject("counts");
    add(inventory.files(), counts.putObject("files"));
    add(inventory.series(), counts.putObject("series"));
    ArrayNode series = json.putArray("series");
    inventory.entries().forEach(entry -> add(entry, series.addObject()));
    ObjectNode byCode = json.putObject("rejected_by_code");
    inventory.rejectedByCode().forEach(byCode::put);
    ArrayNode rejectedSeries = json.putArray("rejected_series");
    inventory.rejectedSeries().forEach(one -> add(one, rejectedSeries.addObject()));
    ArrayNode rejectedFiles = json.putArray("rejected_files");
    inventory.rejectedFiles().forEach(one -> add(one, rejectedFiles.addObject()));
    return text(json);
  }

  private static String text(ObjectNode json) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is no JSON", e);
    }
  }

  private static void add(RejectCounts counts, ObjectNode json) {
    json.put("in", counts.in()).put("kept", counts.kept()).put("rejected", counts.rejected());
  }

  private static void add(SeriesEntry entry, ObjectNode json) {
    json.put("patient", entry.patient());
    json.put("study_uid", entry.studyUid().orElse(null));
    json.put("series_uid", entry.series().uid());
    json.put("part", entry.series().part().map(Object::toString).orElse(null));
    json.put("frame_of_reference_uid", entry.text(Acquisition::frameOfReferenceUid).orElse(null));
    json.put("modality", "CT");
    addGrid(entry, json);
    json.put("patient_position", entry.text(Acquisition::patientPosition).orElse(null));
    json.put("kernel", entry.kernel().orElse(null));
    json.put("manufacturer", entry.manufacturer().orElse(null));
    json.put("model", entry.model().orElse(null));
    json.put("transfer_syntax", entry.transferSyntax());
    ArrayNode flags = json.putArray("flags");
    entry.flags().forEach(flags::add);
    addPixels(entry.pixels(), json);
  }

  private static void addGrid(SeriesEntry entry, ObjectNode json) {
    GridSize size = entry.series().geometry().size();
    json.put("slices", size.slices()).put("rows", size.rows()).put("columns", size.columns());
    VoxelSpacing spacing = entry.spacing();
    json.putArray("spacing_mm").add(spacing.zMm()).add(spacing.yMm()).add(spacing.xMm());
    PatientPoint origin = entry.series().geometry().origin();
    json.putArray("origin_mm").add(origin.xMm()).add(origin.yMm()).add(origin.zMm());
    json.put("orientation", entry.series().orientation());
    json.put("tilt_degrees", entry.tiltDegrees());
    json.put(
        "slice_thickness_mm",
        entry.thicknessMm().isPresent() ? entry.thicknessMm().getAsDouble() : null);
  }

  private static void addPixels(PixelVerdict pixels, ObjectNode json) {
    if (pixels instanceof PixelVerdict.Checked checked) {
      HuCheck check = checked.check();
      ObjectNode hu = json.putObject("hu");
      hu.put("air", orNull(check.airHu()));
      hu.put("lung", orNull(check.lungHu()));
      hu.put("soft_tissue", orNull(check.softTissueHu()));
      hu.put("fault", check.fault().orElse(null));
    } else if (pixels instanceof PixelVerdict.Unreadable unreadable) {
      json.putObject("hu").put("fault", unreadable.reason());
    } else {
      json.putNull("hu");
    }
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static void add(RejectedSeries series, ObjectNode json) {
    json.put("series_uid", series.uid());
    json.put("slices", series.slices().size());
    json.put("code", series.code());
    json.put("detail", series.detail());
  }

  private static void add(RejectedFile file, ObjectNode json) {
    json.put("path", file.path());
    json.put("series_uid", file.seriesUid().isEmpty() ? null : file.seriesUid());
    json.put("code", file.code());
    json.put("detail", file.detail());
  }
}
