package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceIndexTest {
  @Test
  void a_hundred_thousand_instances_are_found_in_their_series_and_no_other_one_is() {
    InstanceIndex index = new InstanceIndex();
    Map<String, Integer> series = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String uid = "1.3.6.1.4.1.14519.5.2.1." + i / 300 + "." + i;
      index.add(uid, i / 300);
      series.put(uid, i / 300);
    }
    series.forEach(
        (uid, number) ->
            assertThat(index.find(uid, of -> of == number ? Optional.of(uid) : Optional.empty()))
                .contains(uid));
    assertThat(index.find("1.3.6.1.4.1.14519.5.2.1.0.100001", Optional::of)).isEmpty();
  }
}
