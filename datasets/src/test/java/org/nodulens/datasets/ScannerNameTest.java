package org.nodulens.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannerNameTest {
  @ParameterizedTest
  @CsvSource({
    "GE MEDICAL SYSTEMS, LightSpeed VCT, GE LIGHTSPEED VCT",
    "GE MEDICAL SYSTEMS, LightSpeed16, GE LIGHTSPEED 16",
    "GE MEDICAL SYSTEMS, LightSpeed QX/i, GE LIGHTSPEED QX",
    "SIEMENS, Sensation 64, SIEMENS SENSATION 64",
    "Siemens Healthineers, SOMATOM Definition AS+, SIEMENS SOMATOM DEFINITION AS",
    "Philips, Brilliance 16P, PHILIPS BRILLIANCE 16P",
    "TOSHIBA, Aquilion ONE, TOSHIBA AQUILION ONE",
    "Nodulens, Phantom CT A, NODULENS PHANTOM CT A",
  })
  void a_vendor_and_a_model_are_written_in_one_way(String manufacturer, String model, String name) {
    assertThat(ScannerName.of(Optional.of(manufacturer), Optional.of(model))).hasValue(name);
  }

  @Test
  void what_might_name_somebody_is_left_out() {
    assertThat(
            ScannerName.of(
                Optional.of("SIEMENS, Klinikum Musterstadt"),
                Optional.of("Sensation 64 Dr. Meier 19530412 room 3")))
        .hasValue("SIEMENS SENSATION 64 3");
    assertThat(ScannerName.of(Optional.of("GE"), Optional.empty())).hasValue("GE");
    assertThat(ScannerName.of(Optional.of("GEORGE"), Optional.of("LightSpeed 16"))).isEmpty();
    assertThat(ScannerName.of(Optional.empty(), Optional.of("LightSpeed 16"))).isEmpty();
  }
}
