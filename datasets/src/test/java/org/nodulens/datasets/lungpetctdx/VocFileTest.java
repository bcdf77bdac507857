package org.nodulens.datasets.lungpetctdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.volumeio.FormatException;

class VocFileTest {
  @TempDir private Path folder;

  @Test
  void boxes_are_read_with_their_class() throws IOException {
    Path file = write("<annotation>" + object(290, 305, 338, 378) + "</annotation>");
    assertThat(VocFile.read(file))
        .containsExactly(
            new TumourBox("A", new PixelBox(new PixelPoint(290, 305), new PixelPoint(338, 378))));
  }

  @Test
  void a_document_type_is_refused_whatever_it_would_fetch() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "A");
    Path file =
        write(
            "<!DOCTYPE annotation [<!ENTITY x SYSTEM \""
                + secret.toUri()
                + "\">]>"
                + "<annotation>&x;</annotation>");
    assertThatThrownBy(() -> VocFile.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("DOCTYPE");
  }

  @ParameterizedTest
  @CsvSource({
    "<annotation><object>, malformed XML",
    "<html/>, no Pascal VOC annotation",
    "<annotation><object><name>A</name></object></annotation>, an object has no bndbox",
    "'', malformed XML"
  })
  void what_is_no_annotation_is_refused(String text, String message) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> VocFile.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void elements_within_elements_neither_cost_time_nor_depth() throws IOException {
    // Sought at any depth, names and boxes of objects in objects took half a minute.
    String inner = object(1, 2, 3, 4).replace("<object>", "").replace("</object>", "");
    String nested = "<object>".repeat(30_000) + inner + "</object>".repeat(30_000);
    assertThatThrownBy(() -> VocFile.read(write("<annotation>" + nested + "</annotation>")))
        .hasMessage("an object has no name");
    String deep = "<name>A" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</name>";
    String object = object(1, 2, 3, 4).replace("<name>A</name>", deep);
    assertThat(VocFile.read(write("<annotation>" + object + "</annotation>")))
        .extracting(TumourBox::className)
        .containsExactly("A");
  }

  @Test
  void an_empty_box_is_refused() throws IOException {
    Path file = write("<annotation>" + object(10, 10, 10, 20) + "</annotation>");
    assertThatThrownBy(() -> VocFile.read(file)).hasMessage("box 10,10 to 10,20 is empty");
  }

  private static String object(int left, int top, int right, int bottom) {
    return "<object><name>A</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax>"
            .formatted(left, top, right)
        + "<ymax>%d</ymax></bndbox></object>".formatted(bottom);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.xml"), text);
  }
}
