package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.dicom.DicomDataSet;

/**
 * What computed a result (PS3.16 TID 4019, PS3.3 10.16).
 *
 * @param parameters that decide the result, each as a line
 */
public record Algorithm(String name, String version, List<String> parameters) {
  public Algorithm {
    if (name.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("an algorithm needs a name and a version");
    }
    parameters = List.copyOf(parameters);
  }

  /** Content items that qualify a measurement. */
  List<DicomDataSet> content() {
    List<DicomDataSet> items = new ArrayList<>();
    items.add(text("111001", "Algorithm Name", name));
    items.add(text("111003", "Algorithm Version", version));
    parameters.forEach(line -> items.add(text("111002", "Algorithm Parameters", line)));
    return items;
  }

  private static DicomDataSet text(String code, String meaning, String value) {
    return ContentItem.text(ContentItem.HAS_CONCEPT_MOD, Codes.dcm(code, meaning), value);
  }

  /** The item of an algorithm identification sequence. */
  DicomDataSet item() {
    DicomDataSet item =
        new DicomDataSet()
            .items(ALGORITHM_FAMILY_SEQUENCE, Codes.ARTIFICIAL_INTELLIGENCE.item())
            .text(ALGORITHM_NAME, Words.of(name, 64))
            .text(ALGORITHM_VERSION, Words.of(version, 64));
    if (!parameters.isEmpty()) {
      item.text(ALGORITHM_PARAMETERS, Words.of(String.join("; ", parameters), 1024));
    }
    return item;
  }
}
