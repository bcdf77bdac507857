package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacsAddressTest {
  @Test
  void an_address_is_a_title_a_host_and_a_port() {
    assertThat(PacsAddress.parse("ORTHANC@pacs.example.org:4242"))
        .isEqualTo(new PacsAddress(new AeTitle("ORTHANC"), "pacs.example.org", 4242));
  }

  @Test
  void a_title_may_hold_spaces_and_an_at_sign() {
    assertThat(PacsAddress.parse("MY P@CS@10.0.0.7:104"))
        .isEqualTo(new PacsAddress(new AeTitle("MY P@CS"), "10.0.0.7", 104));
  }

  @Test
  void an_ipv6_address_stands_in_brackets() {
    assertThat(PacsAddress.parse("A@[::1]:104")).hasToString("A@[::1]:104");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ORTHANC",
        "ORTHANC@host",
        "host:104",
        "@host:104",
        "A@:104",
        "A@::1:104",
        "A@host:0",
        "A@host:65536",
        "A@host:-1",
        "A@ho st:104",
        " A@host:104",
        "A\\B@host:104",
        "SEVENTEEN-LETTERS@host:104",
      })
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> PacsAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
