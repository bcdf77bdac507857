package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nodulens.cropset.Rejection;

class SeriesSelectionTest {
  private static final List<ArchiveSeries> ANNOUNCED =
      List.of(
          series("1.5", "B", "CT"),
          series("1.4", "C", "CT"),
          series("1.3", "A", "PT"),
          series("1.2", "B", "ct"),
          series("1.1", "7", "CT"),
          series("1.4", "C", "CT"));

  private static ArchiveSeries series(String uid, String patient, String modality) {
    return new ArchiveSeries(
        uid,
        "C",
        patient,
        modality,
        OptionalLong.empty(),
        OptionalLong.empty(),
        new Licence("", "", ""));
  }

  private static SeriesSelection.Selected select(
      PatientChoice patients, Set<String> uids, String modality, int count) throws IOException {
    return new SeriesSelection(
            patients,
            uids,
            modality.isEmpty() ? Optional.empty() : Optional.of(modality),
            count == 0 ? OptionalInt.empty() : OptionalInt.of(count))
        .from(ANNOUNCED);
  }

  private static List<String> uids(SeriesSelection.Selected selected) {
    return selected.series().stream().map(ArchiveSeries::uid).toList();
  }

  @Test
  void series_come_in_order_of_patient_and_uid_each_once() throws IOException {
    SeriesSelection.Selected all = select(new PatientChoice.All(), Set.of(), "", 0);
    assertThat(uids(all)).containsExactly("1.1", "1.3", "1.2", "1.5", "1.4");
    assertThat(all.rejections()).extracting(Rejection::code).containsExactly("duplicate-series");
  }

  @Test
  void patients_are_counted_after_the_modality() throws IOException {
    // CT: patients 7, B and C
    assertThat(uids(select(new PatientChoice.First(2), Set.of(), "CT", 0)))
        .containsExactly("1.1", "1.2", "1.5");
  }

  @Test
  void count_is_the_last_word() throws IOException {
    assertThat(uids(select(new PatientChoice.First(2), Set.of(), "CT", 2)))
        .containsExactly("1.1", "1.2");
  }

  @Test
  void a_number_is_a_patient_where_one_is_called_so() throws IOException {
    assertThat(uids(select(PatientChoice.of(List.of("7")), Set.of(), "", 0)))
        .containsExactly("1.1");
    assertThat(uids(select(PatientChoice.of(List.of("1")), Set.of(), "", 0)))
        .containsExactly("1.1");
    assertThat(uids(select(PatientChoice.of(List.of("2")), Set.of(), "", 0)))
        .containsExactly("1.1", "1.3");
    assertThat(uids(select(PatientChoice.of(List.of("C", "A")), Set.of(), "", 0)))
        .containsExactly("1.3", "1.4");
  }

  @Test
  void a_patient_who_is_not_there_is_a_mistake() {
    assertThatThrownBy(() -> select(PatientChoice.of(List.of("Nobody", "A")), Set.of(), "", 0))
        .hasMessageContaining("no patient Nobody");
    assertThatThrownBy(() -> PatientChoice.of(List.of("0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PatientChoice.of(List.of("A", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_series_that_was_asked_for_and_is_not_there_is_a_row() throws IOException {
    SeriesSelection.Selected selected =
        select(new PatientChoice.All(), Set.of("1.3", "9.9"), "", 0);
    assertThat(uids(selected)).containsExactly("1.3");
    assertThat(selected.rejections())
        .extracting(Rejection::seriesUid, Rejection::code)
        .containsExactly(tuple("9.9", "no-such-series"));
  }

  @Test
  void what_is_no_uid_and_no_number_is_refused() {
    assertThatThrownBy(() -> select(new PatientChoice.All(), Set.of("../x"), "", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Series Instance UIDs");
    assertThatThrownBy(() -> select(new PatientChoice.All(), Set.of(), "", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
