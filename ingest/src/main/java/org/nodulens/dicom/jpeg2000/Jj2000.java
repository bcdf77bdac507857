package org.nodulens.dicom.jpeg2000;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReadParamJava;
import java.io.IOException;
import jj2000.j2k.codestream.HeaderInfo;
import jj2000.j2k.codestream.reader.BitstreamReaderAgent;
import jj2000.j2k.codestream.reader.HeaderDecoder;
import jj2000.j2k.decoder.DecoderSpecs;
import jj2000.j2k.entropy.decoder.EntropyDecoder;
import jj2000.j2k.image.DataBlkInt;
import jj2000.j2k.image.ImgDataConverter;
import jj2000.j2k.quantization.dequantizer.Dequantizer;
import jj2000.j2k.roi.ROIDeScaler;
import jj2000.j2k.util.FacilityManager;
import jj2000.j2k.wavelet.synthesis.InverseWT;
import org.nodulens.dicom.DicomFormatException;

/** Runs the library over a plain codestream. What it throws means that the packets are damaged. */
final class Jj2000 {
  private static final SilentLog LOG = new SilentLog();

  private final ImageSize size;
  private final PlainCodestream codestream;
  private final GuardedInput in;

  Jj2000(ImageSize size, PlainCodestream codestream) {
    this.size = size;
    this.codestream = codestream;
    this.in = new GuardedInput(codestream.bytes());
  }

  void decode(short[] samples) throws DicomFormatException {
    Thread thread = Thread.currentThread();
    FacilityManager.registerMsgLogger(thread, LOG);
    try {
      decodeTiles(samples);
    } catch (VirtualMachineError | LinkageError e) {
      throw e;
    } catch (RuntimeException | Error | IOException e) {
      throw e instanceof DicomFormatException known ? known : damaged(e);
    } finally {
      FacilityManager.unregisterMsgLogger(thread);
    }
  }

  private static DicomFormatException damaged(Throwable cause) {
    DicomFormatException damaged =
        CodestreamBytes.corrupt("the packets are damaged: " + cause.getMessage());
    damaged.initCause(cause);
    return damaged;
  }

  private void decodeTiles(short[] samples) throws IOException {
    ImgDataConverter chain = open();
    DataBlkInt block = new DataBlkInt();
    for (int i = 0; i < size.tiles(); i++) {
      in.guardFrom(codestream.start(i));
      chain.setTile(i % size.tilesAcross(), i / size.tilesAcross());
      in.unguard();
      requireAllRead(i);
      Area tile = size.tile(i);
      block.ulx = 0;
      block.uly = 0;
      block.w = tile.width();
      block.h = tile.height();
      chain.getInternCompData(block, 0);
      copy(block, tile, samples);
    }
  }

  /** The library's own chain: packets, bit-planes, step sizes, wavelet, whole numbers. */
  private ImgDataConverter open() throws IOException {
    J2KImageReadParamJava options = new J2KImageReadParamJava();
    HeaderInfo info = new HeaderInfo();
    HeaderDecoder header = new HeaderDecoder(in, options, info);
    DecoderSpecs specs = header.getDecoderSpecs();
    BitstreamReaderAgent packets =
        BitstreamReaderAgent.createInstance(in, header, options, specs, false, info);
    EntropyDecoder bitPlanes = header.createEntropyDecoder(packets, options);
    ROIDeScaler region = header.createROIDeScaler(bitPlanes, options, specs);
    Dequantizer steps = header.createDequantizer(region, new int[] {size.precision()}, specs);
    InverseWT wavelet = InverseWT.createInstance(steps, specs);
    wavelet.setImgResLevel(packets.getImgRes());
    return new ImgDataConverter(wavelet, 0);
  }

  private void requireAllRead(int tile) throws DicomFormatException {
    int missing = in.getPos() - codestream.end(tile);
    if (missing > 0) {
      throw new DicomFormatException(
          "truncated", "the JPEG 2000 codestream ends within the packets of tile " + tile);
    }
    if (missing < 0) {
      throw CodestreamBytes.corrupt(
          "%d bytes are left after the packets of tile %d".formatted(-missing, tile));
    }
  }

  private void copy(DataBlkInt block, Area tile, short[] samples) {
    int shift = size.signed() ? 0 : 1 << (size.precision() - 1);
    int[] data = block.getDataInt();
    for (int y = 0; y < tile.height(); y++) {
      int from = block.offset + y * block.scanw;
      int to = (tile.y0() - size.image().y0() + y) * size.image().width();
      to += tile.x0() - size.image().x0();
      for (int x = 0; x < tile.width(); x++) {
        int value = data[from + x] + shift;
        samples[to + x] = (short) Math.max(size.lowest(), Math.min(size.highest(), value));
      }
    }
  }
}
