package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"LIDC-IDRI", "NSCLC Radiogenomics", "4D-Lung", "1.3.6.1.4", "A_b", "R01-001", "7"})
  void harmless_identifiers_stay_as_they_are(String identifier) {
    assertThat(SafeName.of(identifier)).isEqualTo(identifier);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "/etc",
        "C:\\x",
        "a\0b",
        "a.",
        "a ",
        " a",
        ".fetch",
        "rejected.csv",
        "Series.CSV",
        "CON",
        "nul.txt",
        "lpt1",
        "-rf",
        "ä",
        "a\nb",
        "0123456789012345678901234567890123456789012345678901234567890123456789"
      })
  void others_become_one_harmless_folder(String identifier) {
    String name = SafeName.of(identifier);
    assertThat(name).matches("_[A-Za-z0-9_]{0,32}-[0-9a-f]{8}");
    assertThat(Path.of("root").resolve(name).normalize().getParent()).isEqualTo(Path.of("root"));
  }

  @Test
  void no_two_identifiers_come_together() {
    assertThat(SafeName.of("a/b")).isNotEqualTo(SafeName.of("a\\b"));
  }

  @Test
  void parameters_are_encoded() {
    Map<String, String> parameters = new TreeMap<>(Map.of("Collection", "A b&c=d", "x", "ä"));
    assertThat(ArchiveUrl.of("https://example.org/v4/").query("getSeries", parameters))
        .isEqualTo(
            URI.create("https://example.org/v4/getSeries?Collection=A%20b%26c%3Dd&x=%C3%A4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://me:secret@example.org",
        "https://example.org/?x=1",
        "https://example.org/#a",
        "file:///etc",
        "https://a b"
      })
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> ArchiveUrl.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_is_led_from_https_to_http() throws ArchiveFault {
    URI https = URI.create("https://example.org/a");
    assertThatThrownBy(() -> ArchiveUrl.redirected(https, "http://example.org/b"))
        .isInstanceOf(ArchiveFault.class);
    assertThat(ArchiveUrl.redirected(https, "https://elsewhere.org/b"))
        .isEqualTo(URI.create("https://elsewhere.org/b"));
    assertThat(ArchiveUrl.redirected(https, "/c")).isEqualTo(URI.create("https://example.org/c"));
    assertThat(ArchiveUrl.redirected(URI.create("http://a.org/x"), "https://b.org/y"))
        .isEqualTo(URI.create("https://b.org/y"));
  }
}
