package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nodulens.datasets.RealData;
import org.nodulens.datasets.Survey;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.nodule.Rating;

/**
 * 42 files of LIDC-IDRI (Armato et al. 2011, TCIA; CC BY 3.0). The expected numbers were counted
 * with Python's xml.etree, independently of this reader.
 */
class LidcXmlRealDataTest {
  private static List<LidcMessage> messages() throws IOException {
    List<LidcMessage> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(RealData.folder("lidc-xml"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
        messages.add(LidcXml.read(file));
      }
    }
    return messages;
  }

  private static List<CtReading> readings() throws IOException {
    return messages().stream()
        .filter(CtReading.class::isInstance)
        .map(CtReading.class::cast)
        .toList();
  }

  @Test
  void forty_ct_readings_of_four_sessions_and_two_x_rays() throws IOException {
    List<LidcMessage> messages = messages();
    assertThat(messages).hasSize(42);
    assertThat(messages).filteredOn(LidcMessage.XrayReading.class::isInstance).hasSize(2);
    List<CtReading> readings = readings();
    assertThat(readings).hasSize(40).allMatch(reading -> reading.sessions() == 4);
    Set<String> series = new HashSet<>();
    readings.forEach(reading -> series.add(reading.header().seriesUid()));
    assertThat(series).hasSize(40).allMatch(uid -> uid.startsWith("1.3.6.1.4.1.14519.5.2.1."));
    assertThat(readings).noneMatch(reading -> reading.header().resubmitted());
    // four carry the date that stands for none
    assertThat(readings)
        .filteredOn(reading -> reading.header().served().equals(ReadingHeader.UNKNOWN_TIME))
        .hasSize(4);
  }

  @Test
  void marks_contours_points_and_ratings_are_as_many_as_they_should() throws IOException {
    Map<MarkKind, Integer> marks = new HashMap<>();
    Map<MarkKind, Integer> rois = new HashMap<>();
    Map<MarkKind, Integer> points = new HashMap<>();
    int exclusions = 0;
    int ratings = 0;
    int malignancies = 0;
    long columns = 0;
    for (CtReading reading : readings()) {
      for (ReaderMark mark : reading.marks()) {
        marks.merge(mark.kind(), 1, Integer::sum);
        ratings += mark.ratings().size();
        malignancies += mark.ratings().getOrDefault(Rating.MALIGNANCY, 0);
        assertThat(mark.offScale()).isEmpty();
        for (MarkRoi roi : mark.rois()) {
          rois.merge(mark.kind(), 1, Integer::sum);
          points.merge(mark.kind(), roi.points().size(), Integer::sum);
          exclusions += roi.inclusion() ? 0 : 1;
          if (mark.kind() != MarkKind.NON_NODULE) {
            columns += roi.points().stream().mapToLong(point -> point.column()).sum();
          }
          assertThat(roi.zMm()).isPresent();
          assertThat(roi.sopUid()).isNotEmpty();
        }
      }
    }
    assertThat(marks)
        .containsOnly(
            Map.entry(MarkKind.NODULE, 248),
            Map.entry(MarkKind.SMALL_NODULE, 614),
            Map.entry(MarkKind.NON_NODULE, 928));
    assertThat(rois)
        .containsOnly(
            Map.entry(MarkKind.NODULE, 1608),
            Map.entry(MarkKind.SMALL_NODULE, 614),
            Map.entry(MarkKind.NON_NODULE, 928));
    assertThat(points)
        .containsEntry(MarkKind.NODULE, 70_922)
        .containsEntry(MarkKind.SMALL_NODULE, 614);
    assertThat(exclusions).isEqualTo(31);
    // nine of each of the 248
    assertThat(ratings).isEqualTo(2232);
    assertThat(malignancies).isEqualTo(684);
    assertThat(columns).isEqualTo(17_251_556);
  }

  @Test
  void a_mark_has_one_name_of_its_own() throws IOException {
    for (CtReading reading : readings()) {
      assertThat(reading.marks()).extracting(ReaderMark::id).doesNotHaveDuplicates();
    }
  }

  /** With pixels of 0.7 mm and slices of 2.5 mm throughout, as the headers are not at hand. */
  @Test
  void marks_become_as_many_nodules_as_they_should() throws IOException {
    Map<Integer, Integer> groupsBySize = new HashMap<>();
    for (CtReading reading : readings()) {
      List<ReaderMark> marks =
          reading.marks().stream().filter(mark -> mark.kind() == MarkKind.NODULE).toList();
      for (NoduleGroup group : NoduleGrouping.of(marks, new GroupingScale(0.7, 0.7, 2.5))) {
        groupsBySize.merge(group.marks().size(), 1, Integer::sum);
        assertThat(group.crowded()).isEqualTo(group.marks().size() > 4);
      }
    }
    assertThat(groupsBySize)
        .containsOnly(
            Map.entry(1, 27),
            Map.entry(2, 16),
            Map.entry(3, 20),
            Map.entry(4, 31),
            Map.entry(5, 1));
  }

  @Test
  void without_their_images_all_files_are_rows_of_the_ledger() throws IOException {
    Survey survey = LidcIdri.of(RealData.folder("lidc-xml")).survey();
    assertThat(survey.filesFound()).isEqualTo(42);
    assertThat(survey.filesKept()).isZero();
    assertThat(survey.rejections())
        .filteredOn(rejection -> rejection.code().equals("no-such-series"))
        .hasSize(40);
    assertThat(survey.rejections())
        .filteredOn(rejection -> rejection.code().equals("xray-reading"))
        .hasSize(2);
  }
}
