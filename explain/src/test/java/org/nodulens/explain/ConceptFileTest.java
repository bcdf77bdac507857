package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.volumeio.FormatException;

class ConceptFileTest {
  private static final Concept CONCEPT =
      new Concept(
          "spiky", "ab12", "spiculation_mean>=4", 3, Map.of("final", new float[] {1, -0.25f}));

  @TempDir private Path folder;

  private Path written() throws Exception {
    Path file = folder.resolve("spiky.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ConceptFile.write(CONCEPT, "nodulens test", out);
    }
    return file;
  }

  @Test
  void what_is_written_is_read_back() throws Exception {
    Concept read = ConceptFile.read(written(), "ab12");
    assertThat(read.name()).isEqualTo("spiky");
    assertThat(read.filter()).isEqualTo("spiculation_mean>=4");
    assertThat(read.crops()).isEqualTo(3);
    assertThat(read.vectors().get("final")).containsExactly(1, -0.25f);
  }

  @Test
  void another_models_concept_and_what_is_none_are_refused() throws Exception {
    Path file = written();
    assertThatThrownBy(() -> ConceptFile.read(file, "cd34"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("another model")
        .hasMessageContaining("ab12")
        .hasMessageContaining("cd34");
    Path broken = Files.writeString(folder.resolve("a.json"), "{\"format\": \"nodulens-model/1\"}");
    assertThatThrownBy(() -> ConceptFile.read(broken, "ab12"))
        .hasMessageContaining("nodulens-concept/1");
    Path text = Files.writeString(folder.resolve("b.json"), "spiky");
    assertThatThrownBy(() -> ConceptFile.read(text, "ab12")).hasMessageContaining("not JSON");
    Path number =
        Files.writeString(
            folder.resolve("c.json"), Files.readString(file).replace("-0.25", "\"much\""));
    assertThatThrownBy(() -> ConceptFile.read(number, "ab12"))
        .hasMessageContaining("no finite number");
  }

  @Test
  void a_filter_is_column_operator_and_value() throws Exception {
    assertThat(CropFilter.of("spiculation_mean>=4"))
        .isEqualTo(new CropFilter("spiculation_mean", ">=", "4"));
    assertThat(Concept.nameOf(CropFilter.of("diameter_mm < 7.5"))).isEqualTo("diameter_mm_lt_7_5");
    assertThat(CropFilter.of("label_type!=part solid").value()).isEqualTo("part solid");
    assertThatThrownBy(() -> CropFilter.of("spiculation"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("\"spiculation\"");
    assertThatThrownBy(() -> CropFilter.of("margin_mean>=high")).hasMessageContaining("\"high\"");
  }
}
