package org.nodulens.datasets.lidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.nodulens.datasets.lidc.ReadingXml.ratings;
import static org.nodulens.datasets.lidc.ReadingXml.roi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.FormatException;

class LidcXmlTest {
  @TempDir private Path folder;

  @Test
  void sessions_nodules_small_nodules_and_non_nodules_are_told_apart() throws IOException {
    CtReading reading =
        read(
            ReadingXml.of("1.2.3")
                .session()
                .nodule("n 1", ratings("4"), roi(-1.5, "7.1", "1 2;3 2;3 4;1 2"))
                .nodule("n 2", "", roi(-2.5, "7.2", "10 20"))
                .session()
                .nonNodule("x", -3.5, 30, 40)
                .session());
    assertThat(reading.header().seriesUid()).isEqualTo("1.2.3");
    assertThat(reading.header().studyUid()).isEqualTo("9.8.7");
    assertThat(reading.sessions()).isEqualTo(3);
    assertThat(reading.marks())
        .extracting(ReaderMark::kind)
        .containsExactly(MarkKind.NODULE, MarkKind.SMALL_NODULE, MarkKind.NON_NODULE);
    assertThat(reading.marks()).extracting(ReaderMark::id).containsExactly("1:n 1", "1:n 2", "2:x");
    ReaderMark nodule = reading.marks().get(0);
    assertThat(nodule.ratings())
        .hasSize(9)
        .containsEntry(Rating.INTERNAL_STRUCTURE, 1)
        .containsEntry(Rating.CALCIFICATION, 6)
        .containsEntry(Rating.MALIGNANCY, 4);
    MarkRoi roi = nodule.rois().get(0);
    assertThat(roi.zMm()).hasValue(-1.5);
    assertThat(roi.sopUid()).isEqualTo("7.1");
    assertThat(roi.inclusion()).isTrue();
    assertThat(roi.points()).hasSize(4).startsWith(new PixelPoint(1, 2), new PixelPoint(3, 2));
    assertThat(reading.marks().get(2).rois().get(0).points())
        .containsExactly(new PixelPoint(30, 40));
  }

  @Test
  void a_rating_that_is_empty_or_0_was_not_given_and_one_off_its_scale_is_kept_apart()
      throws IOException {
    String characteristics =
        "<characteristics><subtlety/><internalStructure>5</internalStructure>"
            + "<calcification>0</calcification><sphericity> 4\n</sphericity><margin>2.0</margin>"
            + "<lobulation>-1</lobulation><texture>x</texture><confidence>3</confidence>"
            + "</characteristics>";
    ReaderMark mark =
        read(ReadingXml.of("1").session().nodule("n", characteristics, roi(0, "", "1 1;2 2")))
            .marks()
            .get(0);
    assertThat(mark.ratings())
        .containsOnly(Map.entry(Rating.SPHERICITY, 4), Map.entry(Rating.MARGIN, 2));
    assertThat(mark.offScale())
        .containsOnly(
            Map.entry(Rating.INTERNAL_STRUCTURE, "5"),
            Map.entry(Rating.LOBULATION, "-1"),
            Map.entry(Rating.TEXTURE, "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 1, SMALL_NODULE",
    "<characteristics/>, 1 1, SMALL_NODULE",
    "<characteristics/>, 1 1;1 1, SMALL_NODULE",
    "<characteristics><margin>0</margin><texture/></characteristics>, 1 1, SMALL_NODULE",
    "<characteristics><margin>3</margin></characteristics>, 1 1, NODULE",
    "<characteristics/>, 1 1;2 1, NODULE",
    "'', 1 1;2 1, NODULE"
  })
  void only_single_points_without_a_rating_are_a_small_nodule(
      String characteristics, String points, MarkKind kind) throws IOException {
    CtReading reading =
        read(ReadingXml.of("1").session().nodule("n", characteristics, roi(0, "", points)));
    assertThat(reading.marks().get(0).kind()).isEqualTo(kind);
    assertThat(reading.marks().get(0).ratings()).hasSizeLessThan(2);
  }

  @Test
  void case_prefixes_comments_and_white_space_do_not_matter() throws IOException {
    String text =
        ReadingXml.of("1.2.3")
            .session()
            .nodule("n", ratings("3"), roi(" -7.50 ", "7.1", "false", "1 2;5 6"))
            .xml()
            .replace("<LidcReadMessage uid", "<l:LIDCREADMESSAGE xsi:x='y' uid")
            .replace("</LidcReadMessage", "</l:LIDCREADMESSAGE")
            .replace("SeriesInstanceUid", "seriesInstanceUID")
            .replace("<xCoord>5<", "<l:XCOORD><!-- why -->\n <![CDATA[5]]> <")
            .replace("5]]> </xCoord", "5]]> </l:XCOORD")
            .replace("edgeMap", "EdgeMap");
    CtReading reading = (CtReading) LidcXml.read(write("\uFEFF" + text));
    assertThat(reading.header().seriesUid()).isEqualTo("1.2.3");
    MarkRoi roi = reading.marks().get(0).rois().get(0);
    assertThat(roi.inclusion()).isFalse();
    assertThat(roi.zMm()).hasValue(-7.5);
    assertThat(roi.points()).containsExactly(new PixelPoint(1, 2), new PixelPoint(5, 6));
  }

  @Test
  void the_header_tells_when_and_whether_it_was_resubmitted() throws IOException {
    ReadingHeader plain = read(ReadingXml.of("").header("DateService", "2000-01-01")).header();
    assertThat(plain.seriesUid()).isEmpty();
    assertThat(plain.resubmitted()).isFalse();
    assertThat(plain.served()).isEqualTo(ReadingHeader.UNKNOWN_TIME);
    ReadingHeader dated =
        read(ReadingXml.of("1")
                .header("DateService", "2006-10-02")
                .header("TimeService", "09:32:24")
                .header("TaskDescription", "Resubmitted-correction of 161"))
            .header();
    assertThat(dated.resubmitted()).isTrue();
    assertThat(dated.served()).isEqualTo(LocalDateTime.of(2006, 10, 2, 9, 32, 24));
    assertThat(read(ReadingXml.of("1").header("DateService", "yesterday")).header().served())
        .isEqualTo(ReadingHeader.UNKNOWN_TIME);
  }

  @Test
  void x_ray_readings_and_other_files_are_recognised() throws IOException {
    String xRay = "<IdriReadMessage xmlns='http://www.nih.gov/idri'><a><b/></a></IdriReadMessage>";
    assertThat(LidcXml.read(write(xRay))).isInstanceOf(LidcMessage.XrayReading.class);
    assertThat(LidcXml.read(write("<annotation/>")))
        .asInstanceOf(type(LidcMessage.OtherXml.class))
        .extracting(LidcMessage.OtherXml::rootElement)
        .isEqualTo("annotation");
  }

  @Test
  void external_entities_are_refused_unread() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "1.2.3");
    String text =
        "<!DOCTYPE LidcReadMessage [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><LidcReadMessage><ResponseHeader><SeriesInstanceUid>&x;</SeriesInstanceUid>"
            + "</ResponseHeader></LidcReadMessage>";
    assertRefused(text, "a DOCTYPE, which no reading has, line 1");
  }

  @Test
  void bombs_are_refused() throws IOException {
    String laughs =
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><LidcReadMessage>&b;</LidcReadMessage>";
    assertRefused(laughs, "a DOCTYPE, which no reading has");
    assertRefused("<LidcReadMessage>" + "<a>".repeat(100_000), "elements more than 32 deep");
    String text = "<LidcReadMessage><ResponseHeader><Version>" + "1".repeat(1 << 20);
    assertRefused(
        text + "</Version></ResponseHeader></LidcReadMessage>",
        "a text longer than 4096 characters");
    Path huge = Files.write(folder.resolve("huge.xml"), new byte[(32 << 20) + 1]);
    assertThatThrownBy(() -> LidcXml.read(huge))
        .isInstanceOf(FormatException.class)
        .hasMessage("longer than 33554432 bytes: no reading");
  }

  @ParameterizedTest
  @CsvSource({
    "<xCoord>5<, <xCoord>five<, 'xCoord must be a number, got \"five\"'",
    "<xCoord>5<, <xCoord><, 'xCoord must be a number, got \"\"'",
    "<xCoord>5<, <xCoord>99999999<, xCoord is far outside any image: 99999999",
    "<imageZposition>0.0<, <imageZposition>NaN<, 'imageZposition must be a number, got \"NaN\"'",
    "<inclusion>TRUE<, <inclusion>maybe<, 'inclusion must be TRUE or FALSE, got \"maybe\"'",
    "</readingSession>, '', malformed XML",
    "</LidcReadMessage>, </LidcReadMessage><more/>, malformed XML",
    "<LidcReadMessage, &amp;<LidcReadMessage, malformed XML"
  })
  void what_makes_no_sense_is_refused_with_its_line(String from, String to, String message)
      throws IOException {
    String text =
        ReadingXml.of("1").session().nodule("n", "", roi(0, "", "5 5;6 6")).xml().replace(from, to);
    assertRefused(text, message);
  }

  @Test
  void no_damage_gets_past_the_two_ways_to_fail() throws IOException {
    byte[] whole =
        ReadingXml.of("1.2.3")
            .session()
            .nodule("n", ratings("3"), roi(0, "7", "5 5;6 6"))
            .xml()
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.xml"), damaged);
      try {
        LidcXml.read(file);
      } catch (FormatException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2999);
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> LidcXml.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(message);
  }

  private CtReading read(ReadingXml reading) throws IOException {
    return (CtReading) LidcXml.read(write(reading.xml()));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.xml"), text);
  }
}
