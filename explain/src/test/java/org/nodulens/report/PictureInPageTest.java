package org.nodulens.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureInPageTest {
  @TempDir private Path folder;
  private final File before = ImageIO.getCacheDirectory();

  @AfterEach
  void put_back() {
    ImageIO.setCacheDirectory(before);
  }

  /**
   * A patient's picture must not touch the disk of temporary files, nor fail where that is full.
   */
  @Test
  void a_picture_is_packed_without_a_temporary_file() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    ImageIO.setCacheDirectory(cache.toFile());
    Files.delete(cache);
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, 0x123456);
    BufferedImage read = ImageIO.read(inMemory(Html.png(image)));
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0x123456);
  }

  private static ImageInputStream inMemory(byte[] png) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(png));
  }
}
