package org.nodulens.dicom.jpeg2000;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelDecoder;
import org.nodulens.dicom.PixelFormat;

/** JPEG 2000, lossless and lossy, one component of up to 16 bits. */
public final class Jpeg2000Pixels implements PixelDecoder {
  @Override
  public Set<String> transferSyntaxes() {
    return Set.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91");
  }

  @Override
  public PixelFormat decode(ByteBuffer frame, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    ByteBuffer codestream = Codestream.of(frame);
    ByteBuffer walk = codestream.duplicate();
    MainHeader header = MainHeader.read(walk, layout);
    TileParts.requireSound(walk);
    Raster raster = raster(codestream);
    if (raster.getWidth() != layout.columns()
        || raster.getHeight() != layout.rows()
        || raster.getNumBands() != 1) {
      throw new DicomFormatException(
          "corrupt-pixels",
          "JPEG 2000: decodes to " + raster.getWidth() + " x " + raster.getHeight() + " pixels");
    }
    int[] row = new int[layout.columns()];
    for (int y = 0; y < layout.rows(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        samples[y * row.length + x] = (short) row[x];
      }
    }
    return header.format(layout);
  }

  /**
   * The library tells damaged bytes from sound ones by whatever exception or error comes up; from
   * some it stops the thread, which is an error too.
   */
  private static Raster raster(ByteBuffer codestream) throws DicomFormatException {
    J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
    try (ImageInputStream in = new CodestreamInput(codestream)) {
      reader.setInput(in, true, true);
      return reader.readRaster(0, null);
    } catch (CodestreamInput.CutOff e) {
      throw new DicomFormatException("truncated", "JPEG 2000: " + e.getMessage());
    } catch (OutOfMemoryError | LinkageError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      throw new DicomFormatException("corrupt-pixels", "JPEG 2000: the codestream is damaged");
    } finally {
      reader.dispose();
    }
  }
}
