package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.nodulens.volumeio.FileOutput;

/**
 * A picture on disk that says how it was made: each entry a tEXt chunk, or iTXt where Latin-1 lacks
 * a letter (PNG specification, 11.3.4). The same picture gives the same bytes.
 */
final class PngFile {
  private static final String METADATA = "javax_imageio_png_1.0";

  private PngFile() {}

  /**
   * Writes a new file.
   *
   * @param texts by keyword, in this order; a keyword has 1 to 79 characters of Latin-1
   */
  static void write(Path file, BufferedImage image, Map<String, String> texts) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    if (!writers.hasNext()) {
      throw new IOException("no PNG writer for " + file);
    }
    ImageWriter writer = writers.next();
    try (var bytes = FileOutput.stream(file);
        ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      metadata.mergeTree(METADATA, tree(texts));
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode tree(Map<String, String> texts) {
    IIOMetadataNode latin = new IIOMetadataNode("tEXt");
    IIOMetadataNode international = new IIOMetadataNode("iTXt");
    texts.forEach(
        (keyword, text) -> {
          if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            latin.appendChild(entry("tEXtEntry", keyword, "value", text));
          } else {
            IIOMetadataNode entry = entry("iTXtEntry", keyword, "text", text);
            entry.setAttribute("compressionFlag", "FALSE");
            entry.setAttribute("compressionMethod", "0");
            entry.setAttribute("languageTag", "");
            entry.setAttribute("translatedKeyword", "");
            international.appendChild(entry);
          }
        });
    IIOMetadataNode root = new IIOMetadataNode(METADATA);
    for (IIOMetadataNode chunks : new IIOMetadataNode[] {latin, international}) {
      if (chunks.hasChildNodes()) {
        root.appendChild(chunks);
      }
    }
    return root;
  }

  private static IIOMetadataNode entry(String name, String keyword, String attribute, String text) {
    IIOMetadataNode entry = new IIOMetadataNode(name);
    entry.setAttribute("keyword", keyword);
    entry.setAttribute(attribute, text);
    return entry;
  }
}
